package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.TargetState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The targets of the application, in order of registration. Safe for use by several threads. */
public final class Targets {

    private final ReadinessPolicy readiness;
    private final int atOnce;
    private final Map<String, TargetMonitor> monitors = new LinkedHashMap<>();
    private final List<TargetList> lists = new ArrayList<>();
    private final Set<String> late = new HashSet<>();
    private final List<String> notTakenOver = new ArrayList<>();

    /** Creates an empty collection: one target is migrated at a time, and all of them must be ready. */
    public Targets() {
        this(ReadinessPolicy.ALL, 1);
    }

    /**
     * Creates an empty collection.
     *
     * @param readiness which targets must be ready before the application is
     * @param atOnce how many targets are migrated at once, at most
     */
    public Targets(ReadinessPolicy readiness, int atOnce) {
        this.readiness = readiness;
        this.atOnce = atOnce;
    }

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
     * Adds a source of further targets. Nothing is ready before it has told them once.
     *
     * @param source lists them
     */
    public synchronized void register(TargetSource source) {
        lists.add(new TargetList(source));
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

    int atOnce() {
        return atOnce;
    }

    synchronized Collection<TargetMonitor> all() {
        return List.copyOf(monitors.values());
    }

    List<TargetStatus> status() {
        return Stream.concat(
                        all().stream().map(TargetMonitor::status),
                        untold().stream().map(list -> list.status(null)))
                .toList();
    }

    private synchronized List<TargetList> untold() {
        return lists.stream().filter(list -> !list.isTold()).toList();
    }

    synchronized TargetMonitor get(String name) {
        TargetMonitor monitor = monitors.get(name);
        if (monitor == null) {
            for (TargetList list : untold()) {
                list.refuse(name);
            }
            throw new UnknownTargetException(name, List.copyOf(monitors.keySet()));
        }
        return monitor;
    }

    TargetMonitor getOrDiscover(String name) {
        try {
            return get(name);
        } catch (UnknownTargetException e) {
            discover();
            return get(name);
        }
    }

    /** Asks every list, also those after one that does not answer. */
    void discover() {
        @Nullable MigrationException unanswered = null;
        for (TargetList list : copyOfLists()) {
            try {
                discover(list);
            } catch (MigrationException e) {
                unanswered = e;
            }
        }
        if (unanswered != null) {
            throw unanswered;
        }
    }

    private synchronized List<TargetList> copyOfLists() {
        return List.copyOf(lists);
    }

    private void discover(TargetList list) {
        boolean first = !list.isTold();
        List<Target> found = list.ask(names());
        synchronized (this) {
            for (Target target : found) {
                if (!monitors.containsKey(target.name())) {
                    monitors.put(target.name(), new TargetMonitor(target, TargetState.PENDING));
                    if (!first) {
                        late.add(target.name());
                    }
                }
            }
        }
    }

    private synchronized List<String> names() {
        return List.copyOf(monitors.keySet());
    }

    /** A target that came while the application runs counts from when it is ready for the first time. */
    synchronized boolean isReady() {
        late.removeIf(name -> isReady(get(name)));
        List<TargetMonitor> counted = monitors.values().stream()
                .filter(monitor -> !late.contains(monitor.target().name()))
                .toList();
        boolean told = lists.stream().allMatch(TargetList::isTold);
        return readiness == ReadinessPolicy.ANY
                ? counted.stream().anyMatch(Targets::isReady) || (counted.isEmpty() && told)
                : told && counted.stream().allMatch(Targets::isReady);
    }

    private static boolean isReady(TargetMonitor monitor) {
        return monitor.status().state().isReady();
    }
}
