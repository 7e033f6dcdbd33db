package io.github.safemigration.campaign;

/** Where in a run a process is killed or cut off. */
enum Point {
    BEFORE_STATEMENT(true),
    IN_STATEMENT(true),
    WAITING_FOR_TABLE_LOCK(true),
    AFTER_STATEMENT(true),
    BETWEEN_EFFECT_AND_ROW(true),
    BEFORE_COMMIT(true),
    IN_COMMIT(true),
    COMMIT_UNANSWERED(true),
    CONCURRENTLY_WRITERS_BEFORE_BUILD(true),
    CONCURRENTLY_BUILDING(true),
    CONCURRENTLY_WRITERS_BEFORE_VALIDATION(true),
    CONCURRENTLY_OLD_SNAPSHOTS(true),
    SOMEWHERE_BEFORE_THE_RUN(false),
    TAKING_THE_LOCK(false),
    BEGINNING_THE_RUN(false),
    BETWEEN_CHANGESETS(false),
    FREEING_THE_LOCK(false);

    private final boolean inside;

    Point(boolean inside) {
        this.inside = inside;
    }

    /** {@return whether a changeset is then being run} */
    boolean isInside() {
        return inside;
    }
}
