package io.github.safemigration.adapter.jdbc;

import io.github.safemigration.engine.model.Blocker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lock of the database itself, which cannot outlive its owner; where the product has none, it excludes nobody. */
public interface DatabaseLock {

    /** For a product without such a lock. */
    DatabaseLock NONE = name -> new Lease() {

        @Override
        public LockOwner owner(Connection working, String name) {
            return new LockOwner(name, 0, 0);
        }

        @Override
        public boolean provesDeath() {
            return false;
        }

        @Override
        public boolean isAlive(LockOwner owner) {
            return true;
        }

        @Override
        public void end(LockOwner owner) {}

        @Override
        public void protect(Connection working) {}

        @Override
        public void close() {}
    };

    /**
     * Tries once, without waiting.
     *
     * @param name what is locked, as schema and table
     * @return the lock, or null if somebody else has it
     * @throws SQLException if the database does not answer
     */
    @Nullable
    Lease tryTake(String name) throws SQLException;

    /**
     * Looks who keeps a session of ours waiting for a lock.
     *
     * @param backend the server process of the session
     * @return who; empty if nobody does, or the product does not tell
     * @throws SQLException if the database does not answer
     */
    default List<Blocker> blockers(int backend) throws SQLException {
        return List.of();
    }

    /**
     * Looks who has changed a table and not committed that, or has locked it as a whole.
     *
     * @param table the table's name as SQL wants it
     * @return who, of sessions other than the asking one; empty if nobody has, or the product does not tell
     * @throws SQLException if the database does not answer
     */
    default List<Blocker> writers(String table) throws SQLException {
        return List.of();
    }

    /** The lock, held until it is closed or its connection is gone. */
    interface Lease extends AutoCloseable {

        /**
         * Tells how the owner is found again.
         *
         * @param working the connection that works under this lock
         * @param name the owner's name, for people
         * @return the owner
         * @throws SQLException if the database does not answer
         */
        LockOwner owner(Connection working, String name) throws SQLException;

        /** {@return whether holding it proves that nobody else of ours is running} */
        boolean provesDeath();

        /**
         * Tells whether the connection that an owner works on is still there.
         *
         * @param owner who wrote the row
         * @return whether the server still has its session
         * @throws SQLException if the database does not answer
         */
        boolean isAlive(LockOwner owner) throws SQLException;

        /**
         * Has the server end the connection that an owner worked on, where we may: a network that has stalled keeps it
         * open for hours, with all its locks.
         *
         * @param owner who wrote the row
         * @throws SQLException if the database does not answer
         */
        void end(LockOwner owner) throws SQLException;

        /**
         * Ends a connection as soon as the lock is lost: it must not write any more.
         *
         * @param working the connection that works under this lock
         */
        void protect(Connection working);

        /** {@return whether it was lost before it was given back} */
        default boolean isLost() {
            return false;
        }

        @Override
        void close() throws SQLException;
    }
}
