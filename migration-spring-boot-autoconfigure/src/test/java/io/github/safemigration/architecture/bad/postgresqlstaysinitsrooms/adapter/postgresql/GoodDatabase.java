package io.github.safemigration.architecture.bad.postgresqlstaysinitsrooms.adapter.postgresql;

import org.postgresql.PGConnection;

/** Knows its driver. */
public class GoodDatabase {

    final PGConnection pGConnection;

    GoodDatabase(PGConnection pGConnection) {
        this.pGConnection = pGConnection;
    }
}
