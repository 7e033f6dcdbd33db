package io.github.safemigration.engine.workflow;

import java.util.List;

/** A target was named that does not exist. */
public class UnknownTargetException extends RuntimeException {

    private final String target;
    private final List<String> known;

    /**
     * Creates the exception.
     *
     * @param target the name that was asked for
     * @param known the names that there are
     */
    public UnknownTargetException(String target, List<String> known) {
        super("There is no target '" + target + "'; known: " + String.join(", ", known));
        this.target = target;
        this.known = List.copyOf(known);
    }

    /**
     * The name that was asked for.
     *
     * @return the name
     */
    public String target() {
        return target;
    }

    /**
     * The names that there are.
     *
     * @return the names
     */
    public List<String> known() {
        return known;
    }
}
