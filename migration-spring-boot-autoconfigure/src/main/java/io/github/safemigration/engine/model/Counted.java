package io.github.safemigration.engine.model;

/** How many there are of something, in words. */
public final class Counted {

    private Counted() {}

    /**
     * Says how many.
     *
     * @param count how many there are
     * @param noun what there is, in the singular
     * @return the number and the noun, as in "1 run" and "2 runs"
     */
    public static String of(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
