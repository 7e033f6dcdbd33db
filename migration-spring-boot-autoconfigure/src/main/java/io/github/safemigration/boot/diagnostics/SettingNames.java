package io.github.safemigration.boot.diagnostics;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of settings, as the metadata on the class path tells them.
 *
 * @param names each setting that has one value or a list of values
 * @param prefixes what stands before the keys of settings that are maps
 */
record SettingNames(Set<String> names, Set<String> prefixes) {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    // The metadata is written by a tool and regular; the parsers at hand are either slow to load or fail on it.
    private static final Pattern PROPERTY =
            Pattern.compile("\"name\"\\s*:\\s*\"([^\"]+)\"\\s*,\\s*\"type\"\\s*:\\s*\"([^\"]+)\"");

    SettingNames {
        names = Set.copyOf(names);
        prefixes = Set.copyOf(prefixes);
    }

    /** {@return our settings under a prefix, as our own metadata tells them} */
    static SettingNames ours(String prefix) throws IOException {
        String place = SettingNames.class.getName().replace('.', '/') + ".class";
        URL here = SettingNames.class.getClassLoader().getResource(place);
        if (here == null) {
            throw new FileNotFoundException(place);
        }
        return in(List.of(URI.create(here.toString().replace(place, METADATA)).toURL()), prefix);
    }

    /** {@return everybody's settings under a prefix, as all metadata on the class path tells them} */
    static SettingNames everybodys(String prefix) throws IOException {
        return in(Collections.list(SettingNames.class.getClassLoader().getResources(METADATA)), prefix);
    }

    private static SettingNames in(List<URL> files, String prefix) throws IOException {
        Set<String> names = new TreeSet<>();
        Set<String> prefixes = new TreeSet<>();
        for (URL file : files) {
            String json = text(file);
            // Every library has such a file.
            if (json.contains('"' + prefix + '.')) {
                collect(json, prefix + '.', names, prefixes);
            }
        }
        return new SettingNames(names, prefixes);
    }

    /**
     * Looks for a setting in whatever spelling Spring Boot would bind.
     *
     * @param name the name as it was set
     * @param variable whether an environment variable set it, in which dots and dashes look alike
     * @return whether it is known
     */
    boolean contain(String name, boolean variable) {
        String plain = plain(name, variable);
        return names.stream().anyMatch(known -> plain(known, variable).equals(plain))
                || prefixes.stream().anyMatch(prefix -> plain.startsWith(plain(prefix, variable)));
    }

    static String plain(String name, boolean variable) {
        return name.toLowerCase(Locale.ROOT).replaceAll(variable ? "[^a-z0-9]" : "[^a-z0-9.]", "");
    }

    private static String text(URL file) throws IOException {
        try (InputStream in = file.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void collect(String json, String prefix, Collection<String> names, Collection<String> prefixes) {
        Matcher property = PROPERTY.matcher(json);
        int start = json.indexOf("\"properties\"");
        while (start >= 0 && property.find(start)) {
            String name = property.group(1);
            if (name.startsWith(prefix)) {
                (property.group(2).startsWith("java.util.Map") ? prefixes : names).add(name);
            }
            start = property.end();
        }
    }
}
