package io.github.safemigration.campaign;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Waits on the wire for a statement, and stops the traffic right before it, or before its answer. */
final class Ambush {

    private final List<String> path;
    private final boolean before;
    private final int ordinal;
    private final AtomicInteger executed = new AtomicInteger();
    private final Map<Integer, Integer> reached = new HashMap<>();
    private final CountDownLatch sprung = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Ambush(List<String> path, boolean before, int ordinal) {
        this.path = List.copyOf(path);
        this.before = before;
        this.ordinal = ordinal;
    }

    /** Stops what would be sent when on one connection statements with these words follow one another. */
    static Ambush before(List<String> path) {
        return new Ambush(path, true, 0);
    }

    /** As {@link #before}, but the statement is sent and its answer kept back. */
    static Ambush after(List<String> path) {
        return new Ambush(path, false, 0);
    }

    /** Stops what would be sent as the so-manieth statement over all connections, from 1. */
    static Ambush at(int ordinal) {
        return new Ambush(List.of(), true, ordinal);
    }

    /** Stops nothing. */
    static Ambush none() {
        return at(Integer.MAX_VALUE);
    }

    /** Asked before a statement is sent. */
    synchronized Verdict sending(int wire, String statement) {
        if (sprung.getCount() == 0) {
            return Verdict.PASS;
        }
        boolean hit = executed.incrementAndGet() == ordinal;
        int step = reached.getOrDefault(wire, 0);
        if (step < path.size() && statement.contains(path.get(step))) {
            reached.put(wire, step + 1);
            hit = step + 1 == path.size();
        }
        if (!hit) {
            return Verdict.PASS;
        }
        return before ? Verdict.HOLD : Verdict.HOLD_ANSWER;
    }

    /** The traffic has stopped. */
    void spring() {
        sprung.countDown();
    }

    boolean isSprung() {
        return sprung.getCount() == 0;
    }

    /** Waits until the traffic has stopped. */
    boolean awaitSprung(Duration atMost) throws InterruptedException {
        return sprung.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets the traffic go on. */
    void release() {
        released.countDown();
    }

    void awaitRelease() throws InterruptedException {
        released.await();
    }

    /** What becomes of a statement. */
    enum Verdict {
        PASS,
        HOLD,
        HOLD_ANSWER
    }
}
