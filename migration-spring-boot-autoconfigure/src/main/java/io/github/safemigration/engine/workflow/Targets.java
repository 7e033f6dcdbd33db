package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.model.TargetState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The targets of the application, in order of registration. Safe for use by several threads. */
public final class Targets {

    private final Map<String, TargetMonitor> monitors = new LinkedHashMap<>();
    private final List<String> notTakenOver = new ArrayList<>();

    /**
     * Adds a target.
     *
     * @param target the target; a name that is taken replaces the earlier target
     * @param state the state it is in until it is first checked
     */
    public synchronized void register(Target target, TargetState state) {
        monitors.put(target.name(), new TargetMonitor(target, state));
    }

    /**
     * Notes a migration that runs by itself.
     *
     * @param reason which, and why it could not be taken over
     */
    public synchronized void notTakenOver(String reason) {
        notTakenOver.add(reason);
    }

    synchronized List<String> notTakenOver() {
        return List.copyOf(notTakenOver);
    }

    synchronized Collection<TargetMonitor> all() {
        return List.copyOf(monitors.values());
    }

    synchronized TargetMonitor get(String name) {
        TargetMonitor monitor = monitors.get(name);
        if (monitor == null) {
            throw new UnknownTargetException(name, List.copyOf(monitors.keySet()));
        }
        return monitor;
    }
}
