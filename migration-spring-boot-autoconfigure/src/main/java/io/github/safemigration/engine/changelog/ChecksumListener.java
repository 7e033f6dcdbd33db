package io.github.safemigration.engine.changelog;

import io.github.safemigration.engine.model.SchemaPosition;

/** Hears of a checksum that is stored anew. What it throws keeps the checksum as it is. */
public interface ChecksumListener {

    /**
     * The lock is held and the checksum is about to be stored.
     *
     * @param change the checksums
     * @param position how the database stands
     */
    void replacing(ChecksumChange change, SchemaPosition position);

    /**
     * The checksum is stored and not committed: what is written into the history now commits with it.
     *
     * @param change the checksums
     */
    void recording(ChecksumChange change);
}
