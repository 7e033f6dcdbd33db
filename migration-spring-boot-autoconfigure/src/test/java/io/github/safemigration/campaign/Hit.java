package io.github.safemigration.campaign;

/**
 * One blow and what came of it.
 *
 * @param moment when it fell
 * @param blow what it was
 * @param blowNanos when, as {@link System#nanoTime()}
 * @param restart how the next start went on
 * @param aftermath what is wrong with the database after that
 */
record Hit(Moment moment, Blow blow, long blowNanos, Restart restart, Aftermath aftermath) {

    boolean isHarmless() {
        return restart.failure().isEmpty() && aftermath.isClean();
    }

    /** {@return from the blow until the next start went on, which was waiting for it} */
    long outageMillis() {
        return restart.millisSince(blowNanos);
    }

    @Override
    public String toString() {
        return blow + " " + moment + ": " + restart.failure().orElse("ready") + ", " + aftermath;
    }
}
