package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.model.Redactor;
import java.util.logging.Level;
import liquibase.logging.Logger;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;
import liquibase.util.ShowSummaryUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Liquibase's log while it works for us, free of secrets. Its INFO is told as DEBUG, since we tell of each changeset and
 * of each run ourselves; its stack traces are dropped, since what failed is told once, by us.
 */
final class RedactingLogService extends AbstractLogService {

    private final Redactor redactor;
    private final boolean summaryWanted;

    RedactingLogService(Redactor redactor, boolean summaryWanted) {
        this.redactor = redactor;
        this.summaryWanted = summaryWanted;
    }

    @Override
    public int getPriority() {
        return PRIORITY_DEFAULT;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Logger getLog(Class source) {
        boolean summary = summaryWanted && source == ShowSummaryUtil.class;
        return new RedactingLogger(LoggerFactory.getLogger(source), summary);
    }

    private final class RedactingLogger extends AbstractLogger {

        private final org.slf4j.Logger logger;
        private final boolean summary;

        RedactingLogger(org.slf4j.Logger logger, boolean summary) {
            this.logger = logger;
            this.summary = summary;
        }

        @Override
        public void log(Level level, @Nullable String message, @Nullable Throwable e) {
            if (message == null) {
                return;
            }
            LoggingEventBuilder event = at(level.intValue());
            if (level.intValue() >= Level.WARNING.intValue()) {
                event.log(redactor.redact(message.strip().lines().findFirst().orElse("")));
            } else {
                event.log(() -> redactor.redact(message));
            }
        }

        private LoggingEventBuilder at(int level) {
            if (level >= Level.WARNING.intValue()) {
                return level >= Level.SEVERE.intValue() ? logger.atDebug() : logger.atWarn();
            }
            if (level >= Level.INFO.intValue()) {
                return summary ? logger.atInfo() : logger.atDebug();
            }
            return logger.atTrace();
        }
    }
}
