package io.github.safemigration.engine.workflow;

/** Does something now and then, until it is closed. */
@FunctionalInterface
public interface Heartbeat {

    /**
     * Starts to beat.
     *
     * @param beat what to do at each beat; must not throw
     * @return closing it ends the beating
     */
    Beating start(Runnable beat);

    /** A heart that beats. */
    @FunctionalInterface
    interface Beating extends AutoCloseable {

        @Override
        void close();
    }
}
