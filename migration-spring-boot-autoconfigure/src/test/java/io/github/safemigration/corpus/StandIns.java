package io.github.safemigration.corpus;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.change.custom.CustomTaskChange;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.integration.spring.SpringResourceAccessor;
import liquibase.parser.ChangeLogParserFactory;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.util.ClassUtils;

/** Classes for those that a changelog names and that are not on the class path, compiled from a few lines each. */
final class StandIns {

    private StandIns() {}

    /** {@return how many there are now in that folder} */
    static int compile(Corpus corpus, Path folder) {
        try (CorpusClassLoader loader = new CorpusClassLoader(corpus.roots())) {
            Map<String, Set<String>> missing = missing(corpus, loader);
            List<Path> sources = new ArrayList<>();
            for (var type : missing.entrySet()) {
                sources.add(write(folder, type.getKey(), type.getValue()));
            }
            if (!sources.isEmpty()) {
                compile(folder, sources);
            }
            return sources.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the names of the missing classes, each with the names of its parameters} */
    private static Map<String, Set<String>> missing(Corpus corpus, ClassLoader loader) {
        Map<String, Set<String>> missing = new TreeMap<>();
        for (Change change : changes(corpus, loader)) {
            if (change instanceof CustomChangeWrapper custom && !ClassUtils.isPresent(custom.getClassName(), loader)) {
                missing.computeIfAbsent(custom.getClassName(), name -> new TreeSet<>())
                        .addAll(custom.getParams());
            }
        }
        return missing;
    }

    private static List<Change> changes(Corpus corpus, ClassLoader loader) {
        SpringResourceAccessor resources = new SpringResourceAccessor(new DefaultResourceLoader(loader));
        ChangeLogParameters parameters = new ChangeLogParameters();
        corpus.parameters().forEach(parameters::set);
        // Liquibase logs a stack trace for each class that is missing.
        Logger liquibase = Logger.getLogger("liquibase");
        Level before = liquibase.getLevel();
        liquibase.setLevel(Level.OFF);
        try {
            return Scope.child(
                    Map.of(Scope.Attr.resourceAccessor.name(), resources), () -> ChangeLogParserFactory.getInstance()
                            .getParser(corpus.entry(), resources)
                            .parse(corpus.entry(), parameters, resources)
                            .getChangeSets()
                            .stream()
                            .flatMap(StandIns::changes)
                            .toList());
        } catch (Exception e) {
            throw new IllegalStateException("The changelog of " + corpus.name() + " cannot be read", e);
        } finally {
            liquibase.setLevel(before);
        }
    }

    private static Stream<Change> changes(ChangeSet changeset) {
        return Stream.concat(changeset.getChanges().stream(), changeset.getRollback().getChanges().stream());
    }

    private static Path write(Path folder, String name, Set<String> parameters) throws IOException {
        int dot = name.lastIndexOf('.');
        Path source = folder.resolve(name.replace('.', '/') + ".java");
        Files.createDirectories(source.getParent());
        String setters = parameters.stream()
                .map(parameter -> "public void set" + Character.toUpperCase(parameter.charAt(0))
                        + parameter.substring(1) + "(String value) {}")
                .collect(Collectors.joining("\n"));
        return Files.writeString(
                source,
                (dot < 0 ? "" : "package " + name.substring(0, dot) + ";\n") + "public class " + name.substring(dot + 1)
                        + " extends " + StandIn.class.getName() + " {\n" + setters + "\n}\n");
    }

    private static void compile(Path folder, List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sources);
            List<String> options = List.of(
                    "-d",
                    folder + "",
                    "-proc:none",
                    "-classpath",
                    home(StandIn.class) + File.pathSeparator + home(CustomTaskChange.class));
            if (!compiler.getTask(said, files, null, options, null, units).call()) {
                throw new IllegalStateException("The stand-ins do not compile: " + said);
            }
        }
    }

    private static Path home(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
