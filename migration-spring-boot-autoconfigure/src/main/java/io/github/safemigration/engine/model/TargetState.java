package io.github.safemigration.engine.model;

/** What a target is doing, or waiting for. The one closed list, used by status, events, metrics and exit codes. */
public enum TargetState {
    /** Nothing is pending. */
    UP_TO_DATE(true),
    /** Changesets are pending and nobody is running them here. */
    PENDING(false),
    /** A run wants to start and somebody else holds the changelog lock. */
    WAITING_FOR_LOCK(false),
    /** A run of this process is going on. */
    RUNNING(false),
    /** The plan needs somebody's yes. */
    AWAITING_APPROVAL(false),
    /** The plan may run, but not at this time. */
    OUTSIDE_WINDOW(false),
    /** The plan may not run here. */
    REFUSED(false),
    /** The last run or check failed. */
    FAILED(false),
    /** A crash left something whose effect cannot be looked up. */
    UNCLEAR(false),
    /** What is pending was rolled back on purpose. */
    HELD_BACK(false),
    /** The database does not answer. */
    UNREACHABLE(false),
    /** Nothing is run and nothing is checked. */
    OFF(true);

    private final boolean ready;

    TargetState(boolean ready) {
        this.ready = ready;
    }

    /**
     * Tells whether an application may serve while its target is in this state.
     *
     * @return whether traffic may come
     */
    public boolean isReady() {
        return ready;
    }

    /**
     * Tells whether a target in this state halts: it is neither ready nor on its way to be.
     *
     * @return whether something has to happen first
     */
    public boolean isHalted() {
        return switch (this) {
            case UP_TO_DATE, OFF, PENDING, WAITING_FOR_LOCK, RUNNING -> false;
            case AWAITING_APPROVAL, OUTSIDE_WINDOW, REFUSED, FAILED, UNCLEAR, HELD_BACK, UNREACHABLE -> true;
        };
    }
}
