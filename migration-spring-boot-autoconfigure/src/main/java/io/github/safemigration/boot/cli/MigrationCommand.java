package io.github.safemigration.boot.cli;

import java.util.Set;

/** One command. */
interface MigrationCommand {

    /** {@return what it is called on the command line} */
    String name();

    /** {@return the names of its options beside target, format and output} */
    default Set<String> options() {
        return Set.of();
    }

    /** {@return the formats that it can answer in} */
    default Set<CommandFormat> formats() {
        return Set.of(CommandFormat.TEXT, CommandFormat.JSON);
    }

    /**
     * Does it.
     *
     * @param context what it is given
     * @return the answer
     */
    CommandResult run(CommandContext context);
}
