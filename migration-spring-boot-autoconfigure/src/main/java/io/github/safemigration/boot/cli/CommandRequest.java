package io.github.safemigration.boot.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A command line that makes sense.
 *
 * @param command the command
 * @param target the target that was named, or null for all
 * @param format how to write the answer
 * @param output the file to write it to, or null for standard output
 * @param options the command's own options
 */
record CommandRequest(
        MigrationCommand command,
        @Nullable String target,
        CommandFormat format,
        @Nullable Path output,
        Map<String, String> options) {

    private static final Set<String> COMMON = Set.of("target", "format", "output");

    // Switches of Spring Boot without a dot in their names.
    private static final Set<String> SWITCHES = Set.of("debug", "trace");

    CommandRequest {
        options = Map.copyOf(options);
    }

    static CommandRequest of(CommandLine line, MigrationCommand command) {
        requireKnown(line, command);
        Map<String, String> own = new HashMap<>(line.options());
        own.keySet().removeAll(COMMON);
        own.keySet().removeAll(SWITCHES);
        return new CommandRequest(
                command,
                line.options().get("target"),
                format(line.options().get("format"), command),
                output(line.options().get("output")),
                own);
    }

    private static void requireKnown(CommandLine line, MigrationCommand command) {
        if (!line.others().isEmpty()) {
            throw new UsageException("Unknown argument '" + line.others().get(0) + "'." + known(command));
        }
        for (Map.Entry<String, String> option : line.options().entrySet()) {
            String name = option.getKey();
            if (!COMMON.contains(name)
                    && !SWITCHES.contains(name)
                    && !command.options().contains(name)) {
                throw new UsageException("Unknown option --" + name + "." + known(command));
            }
            if (option.getValue().isBlank() && !SWITCHES.contains(name)) {
                throw new UsageException("Option --" + name + " needs a value: --" + name + "=…");
            }
        }
    }

    private static String known(MigrationCommand command) {
        Set<String> names = new TreeSet<>(command.options());
        names.addAll(COMMON);
        return " Options of '" + command.name() + "': " + list(names.stream().map(name -> "--" + name))
                + "; properties have a dot in their name.";
    }

    private static CommandFormat format(@Nullable String name, MigrationCommand command) {
        if (name == null) {
            return CommandFormat.TEXT;
        }
        List<CommandFormat> formats = Arrays.stream(CommandFormat.values())
                .filter(command.formats()::contains)
                .toList();
        return formats.stream()
                .filter(format -> format.option().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("Unknown format '" + name + "'. Formats of '" + command.name()
                        + "': " + list(formats.stream().map(CommandFormat::option)) + "."));
    }

    private static @Nullable Path output(@Nullable String name) {
        try {
            return name == null ? null : Path.of(name);
        } catch (InvalidPathException e) {
            throw new UsageException("'" + name + "' is not a file name.");
        }
    }

    private static String list(Stream<String> names) {
        return names.collect(Collectors.joining(", "));
    }
}
