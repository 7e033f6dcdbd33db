package io.github.safemigration.engine.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The objects of a database and their definitions at one moment.
 *
 * @param definitions the definition of each object under its name, such as {@code table public.orders}
 */
public record Catalog(SortedMap<String, String> definitions) {

    /** Copies the map. */
    public Catalog {
        definitions = Collections.unmodifiableSortedMap(new TreeMap<>(definitions));
    }

    /**
     * A catalog without objects.
     *
     * @return the empty catalog
     */
    public static Catalog empty() {
        return new Catalog(new TreeMap<>());
    }

    /**
     * Names this state of the catalog: equal catalogs have equal hashes.
     *
     * @return 64 hexadecimal characters
     */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Map.Entry<String, String> object : definitions.entrySet()) {
                digest.update(object.getKey().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(object.getValue().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /**
     * What became of this catalog.
     *
     * @param later the catalog at a later moment
     * @return the objects that differ
     */
    public CatalogChange to(Catalog later) {
        return CatalogChange.between(this, later);
    }
}
