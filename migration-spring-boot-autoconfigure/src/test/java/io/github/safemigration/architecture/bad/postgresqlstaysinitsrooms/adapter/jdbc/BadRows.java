package io.github.safemigration.architecture.bad.postgresqlstaysinitsrooms.adapter.jdbc;

import org.postgresql.PGConnection;

/** Knows the driver of one database. */
public class BadRows {

    final PGConnection pGConnection;

    BadRows(PGConnection pGConnection) {
        this.pGConnection = pGConnection;
    }
}
