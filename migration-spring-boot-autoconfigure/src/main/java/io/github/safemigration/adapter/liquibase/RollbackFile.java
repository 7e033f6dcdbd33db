package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.changelog.Rollback;
import io.github.safemigration.engine.model.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import liquibase.GlobalConfiguration;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.filter.NotRanChangeSetFilter;
import liquibase.command.CommandScope;
import liquibase.command.core.FutureRollbackFromTagSqlCommandStep;
import liquibase.command.core.FutureRollbackSqlCommandStep;
import liquibase.command.core.helpers.DatabaseChangelogCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockServiceFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of {@code spring.liquibase.rollback-file}: how what is pending is undone, the newest first. As the superclass
 * writes it, except that nothing is executed for it, and that a changeset without a rollback ends the file, not the start.
 */
final class RollbackFile {

    private static final Logger logger = LoggerFactory.getLogger(RollbackFile.class);

    private final File file;
    private final @Nullable String tag;
    private final Redactor redactor;

    RollbackFile(File file, @Nullable String tag, Redactor redactor) {
        this.file = file;
        this.tag = tag;
        this.redactor = redactor;
    }

    void write(LiquibaseSession session) throws Exception {
        Map<String, Object> values =
                Map.of(Change.SHOULD_EXECUTE, false, Scope.Attr.database.name(), session.database());
        try {
            byte[] content = Scope.child(values, () -> content(session));
            Files.write(file.toPath(), content);
        } catch (IOException e) {
            throw new LiquibaseException("Unable to generate rollback file.", e);
        } finally {
            // It has met Liquibase's own lock, which knows nothing of ours.
            LockServiceFactory.getInstance().resetAll();
        }
    }

    private byte[] content(LiquibaseSession session) throws LiquibaseException {
        DatabaseChangeLog changelog = session.liquibase().getDatabaseChangeLog();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<ChangeSet> unreachable = unreachable(session, changelog);
        try (PassedChangesets leftOut = new PassedChangesets(changelog)) {
            leftOut.add(unreachable.stream().map(ChangesetIds::of).collect(Collectors.toSet()));
            command(session, changelog).setOutput(out).execute();
        } catch (LiquibaseException e) {
            String reason = redactor.redact(String.valueOf(e.getMessage()));
            logger.warn("The rollback file {} could not be written: {}", file, reason);
            return comment("The way back could not be written: " + reason);
        }
        if (!unreachable.isEmpty()) {
            ChangeSet last = unreachable.get(unreachable.size() - 1);
            logger.warn(
                    "The rollback file {} ends where the way back does: {} has no rollback",
                    file,
                    ChangesetIds.of(last));
            out.writeBytes(comment("The way back ends here: changeset " + ChangesetIds.of(last) + " has no rollback."));
        }
        return out.toByteArray();
    }

    private static byte[] comment(String text) {
        String line = "-- " + text.replaceAll("\\R", " ") + System.lineSeparator();
        return line.getBytes(Charset.forName(GlobalConfiguration.OUTPUT_FILE_ENCODING.getCurrentValue()));
    }

    /** What is pending up to the last one that has no rollback: what came before it must not be undone beneath it. */
    private List<ChangeSet> unreachable(LiquibaseSession session, DatabaseChangeLog changelog)
            throws LiquibaseException {
        NotRanChangeSetFilter unapplied =
                new NotRanChangeSetFilter(session.database().getRanChangeSetList());
        RollbackRenderer renderer = new RollbackRenderer(session.database(), redactor);
        List<ChangeSet> pending = session.pending(changelog).stream()
                .filter(changeset -> unapplied.accepts(changeset).isAccepted())
                .toList();
        int end = pending.size();
        while (end > 0 && renderer.render(pending.get(end - 1)).kind() != Rollback.Kind.NONE) {
            end--;
        }
        return pending.subList(0, end);
    }

    /** With the changelog that is parsed already: Liquibase's own method would parse it again, with nothing left out. */
    private CommandScope command(LiquibaseSession session, DatabaseChangeLog changelog) throws LiquibaseException {
        CommandScope command = tag == null
                ? new CommandScope(FutureRollbackSqlCommandStep.COMMAND_NAME)
                : new CommandScope(FutureRollbackFromTagSqlCommandStep.COMMAND_NAME)
                        .addArgumentValue(FutureRollbackFromTagSqlCommandStep.TAG_ARG, tag);
        return command.addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, session.database())
                .addArgumentValue(
                        DatabaseChangelogCommandStep.CHANGELOG_FILE_ARG,
                        session.liquibase().getChangeLogFile())
                .addArgumentValue(DatabaseChangelogCommandStep.CHANGELOG_ARG, changelog)
                .addArgumentValue(
                        DatabaseChangelogCommandStep.CHANGELOG_PARAMETERS,
                        session.liquibase().getChangeLogParameters())
                .addArgumentValue(
                        DatabaseChangelogCommandStep.CONTEXTS_ARG,
                        session.contexts().toString())
                .addArgumentValue(
                        DatabaseChangelogCommandStep.LABEL_FILTER_ARG,
                        session.labels().getOriginalString());
    }
}
