package io.github.safemigration.adapter.postgresql;

import io.github.safemigration.engine.recovery.StatementState;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Asks the catalog whether a statement has taken effect. */
final class PostgresLookUps {

    private static final String INDEX = """
            select i.indisvalid from pg_index i join pg_class c on c.oid = i.indexrelid
            where i.indrelid = to_regclass(:owner) and c.relname = (parse_ident(:name))[1]::name
            """;

    private static final String CONSTRAINT = """
            select convalidated from pg_constraint
            where conrelid = to_regclass(:owner) and conname = (parse_ident(:name))[1]::name
            """;

    private static final String VALUE = """
            select true from pg_enum where enumtypid = to_regtype(:owner) and enumlabel = replace(:name, '''''', '''')
            """;

    private static final String PARTITION = """
            select inhdetachpending from pg_inherits
            where inhrelid = to_regclass(:name) and inhparent = to_regclass(:owner)
            """;

    private final PostgresNames names;
    private final PostgresLeftovers leftovers;

    PostgresLookUps(DataSource connections, @Nullable String defaultSchema) {
        this.names = new PostgresNames(connections, defaultSchema);
        this.leftovers = new PostgresLeftovers(connections, defaultSchema);
    }

    StatementState effectOf(RecognisedStatement statement, @Nullable String path) {
        return switch (statement.kind()) {
            case BUILD_INDEX -> ofIndex(statement, path);
            case DROP_INDEX -> done(!exists("select to_regclass(:name) is not null", statement, path));
            case ADD_CONSTRAINT -> done(!ask(CONSTRAINT, statement, path).isEmpty());
            case VALIDATE_CONSTRAINT -> done(exists(CONSTRAINT, statement, path));
            case ADD_VALUE -> done(exists(VALUE, statement, path));
            case ATTACH -> ofAttach(ask(PARTITION, statement, path));
            case DETACH -> done(ask(PARTITION, statement, path).isEmpty());
            case REINDEX_INDEX, REINDEX_TABLE, REPEATABLE -> StatementState.UNDONE;
        };
    }

    /** One that is being built may still become valid. */
    private StatementState ofIndex(RecognisedStatement statement, @Nullable String path) {
        List<Boolean> valid = ask(INDEX, statement, path);
        if (valid.isEmpty() || valid.get(0)) {
            return done(!valid.isEmpty());
        }
        boolean building = leftovers.ofBuild(statement, path).stream().anyMatch(PostgresLeftovers.Found::building);
        return building ? StatementState.SENT : StatementState.UNDONE;
    }

    private static StatementState ofAttach(List<Boolean> detaching) {
        return detaching.isEmpty()
                ? StatementState.UNDONE
                : detaching.get(0) ? StatementState.SENT : StatementState.DONE;
    }

    boolean isPending(RecognisedStatement detach, @Nullable String path) {
        return exists(PARTITION, detach, path);
    }

    /** The parent and the partition, as SQL names them wherever it is asked. */
    List<String> partition(RecognisedStatement detach, @Nullable String path) {
        return names.qualified(detach, path);
    }

    private boolean exists(String question, RecognisedStatement statement, @Nullable String path) {
        List<Boolean> found = ask(question, statement, path);
        return !found.isEmpty() && found.get(0);
    }

    private List<Boolean> ask(String question, RecognisedStatement statement, @Nullable String path) {
        return names.asking(path, client -> client.sql(question)
                .param("name", statement.name())
                .param("owner", statement.owner())
                .query(Boolean.class)
                .list());
    }

    private static StatementState done(boolean done) {
        return done ? StatementState.DONE : StatementState.UNDONE;
    }
}
