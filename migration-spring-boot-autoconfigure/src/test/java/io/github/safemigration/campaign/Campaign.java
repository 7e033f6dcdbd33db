package io.github.safemigration.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.PgBouncer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The long versions, on request: everything measured once, beside plain Boot and Liquibase, in one table. */
@Tag("campaign")
class Campaign {

    private static final int KILLS = Integer.getInteger("campaign.kills", 200);
    private static final int PLAIN_KILLS = Integer.getInteger("campaign.plain-kills", 20);
    private static final int CUTS = Integer.getInteger("campaign.cuts", 50);
    private static final int FREEZES = Integer.getInteger("campaign.freezes", 12);
    private static final int PROCESSES = Integer.getInteger("campaign.processes", 8);
    private static final int POOLED_KILLS = Integer.getInteger("campaign.pooled-kills", 50);
    private static final List<Point> POOLED = List.of(
            Point.BEFORE_STATEMENT,
            Point.IN_STATEMENT,
            Point.AFTER_STATEMENT,
            Point.BETWEEN_EFFECT_AND_ROW,
            Point.BEFORE_COMMIT,
            Point.IN_COMMIT,
            Point.COMMIT_UNANSWERED,
            Point.TAKING_THE_LOCK);
    private static final List<Point> FROZEN = List.of(
            Point.BEFORE_STATEMENT,
            Point.AFTER_STATEMENT,
            Point.BETWEEN_EFFECT_AND_ROW,
            Point.BEFORE_COMMIT,
            Point.IN_STATEMENT,
            Point.CONCURRENTLY_BUILDING,
            Point.BETWEEN_CHANGESETS,
            Point.TAKING_THE_LOCK);
    private static final Figures FIGURES = new Figures();

    @AfterAll
    static void tell() {
        System.out.println(FIGURES.table());
        FIGURES.write(Path.of("target", "campaign.md"));
        assertThat(FIGURES.missed()).isEmpty();
    }

    @Test
    void killed(@TempDir Path folder) throws Exception {
        Moments moments = Moments.of(Ground.changelog());
        Tally tally =
                Blows.direct(folder).strike(moments.spread(KILLS), Blow.KILL).tally();
        PlainKills plain = new PlainKills(folder).strike(PLAIN_KILLS);

        FIGURES.note("Kills", tally.histogram());
        String what = "1 kill -9: ";
        FIGURES.add(
                what + "inside a changeset",
                tally.inside() + " of " + KILLS,
                "-",
                "three of four",
                tally.inside() * 4 >= KILLS * 3L);
        harm(what, tally, KILLS, plain.broken(), plain.stuckLocks());
        wentOn(what + "until a restart went on", tally, "never by itself (waits 5 min, fails)");
    }

    private static void harm(String what, Tally tally, int of, Object plainBroken, Object plainStuck) {
        add(what + "other end than undisturbed, or none", tally.harmful().size(), of, plainBroken);
        add(what + "locks left behind", tally.stuckLocks(), of, plainStuck);
        add(what + "changesets applied twice", tally.twice(), of, "-");
        tally.harmful().forEach(System.out::println);
    }

    private static void wentOn(String what, Tally tally, String plain) {
        FIGURES.add(
                what + ", from asking for the lock",
                tally.slowestMillis() + " ms at most",
                plain,
                "3000 ms",
                tally.slowestMillis() <= 3_000);
    }

    private static void wentOnAfterStall(String what, Tally tally) {
        FIGURES.add(
                what,
                tally.longestStallMillis() + " ms at most",
                "never by itself",
                "25000 ms",
                tally.longestStallMillis() <= 25_000);
    }

    private static void add(String what, long found, int of, Object plain) {
        FIGURES.add(what, found + " of " + of, plain, "0", found == 0);
    }

    @Test
    void cutOff(@TempDir Path folder) throws Exception {
        Moments moments = Moments.of(Ground.changelog());
        Tally tally = Blows.direct(folder)
                .strike(moments.inside(CUTS * 4 / 5), Blow.DROP, Blow.RESET, Blow.STALL)
                .strike(moments.outside(CUTS - CUTS * 4 / 5), Blow.STALL)
                .tally();

        FIGURES.note("Cuts", tally.histogram());
        String what = "2 connections cut: ";
        harm(what, tally, CUTS, "-", "-");
        wentOn(what + "until a restart went on after a drop or a reset", tally, "never by itself");
        wentOnAfterStall(what + "until another goes on after a stall", tally);
    }

    @Test
    void frozen(@TempDir Path folder) throws Exception {
        Tally tally = Blows.direct(folder)
                .strike(Moments.of(Ground.changelog()).spread(FREEZES, FROZEN), Blow.FREEZE)
                .tally();

        FIGURES.note("Sleeping processes", tally.histogram());
        String what = "2 processes that sleep until another is done: ";
        harm(what, tally, FREEZES, "-", "-");
        wentOnAfterStall(what + "until the other goes on", tally);
    }

    @Test
    void manyAtOnce(@TempDir Path folder) throws Exception {
        Crowd ours = Crowd.join(folder, PROCESSES, 6, 2);
        Crowd plain = Crowd.join(folder, 0, 0, 4);
        String what = "3 " + PROCESSES + " JVMs of 6 contexts and 2 of plain Boot at once: ";
        FIGURES.add(
                what + "ready",
                ours.ready() + " of " + PROCESSES * 6 + ", and " + ours.plainReady() + " of 2",
                plain.plainReady() + " of 4 (4 JVMs)",
                "all",
                ours.ready() == PROCESSES * 6 && ours.plainReady() == 2);
        appliedOnce(what, ours, plain);
    }

    @Test
    void manyAtOnceOnAnEmptyDatabase(@TempDir Path folder) throws Exception {
        Crowd ours = Crowd.start(folder, PROCESSES, 6, 2);
        Crowd plain = Crowd.start(folder, 0, 0, 4);
        String what = "3 the same without Liquibase's tables: ";
        FIGURES.add(
                what + "ready",
                ours.ready() + " of " + PROCESSES * 6 + ", and " + ours.plainReady() + " of 2",
                plain.plainReady() + " of 4 (4 JVMs)",
                "all of ours",
                ours.ready() == PROCESSES * 6);
        appliedOnce(what, ours, plain);
    }

    private static void appliedOnce(String what, Crowd ours, Crowd plain) {
        FIGURES.add(
                what + "changesets applied, in rows",
                ours.executed(),
                plain.executed(),
                "30 in 30",
                ours.executed().equals("30 in 30"));
        FIGURES.add(
                what + "database and locks as undisturbed",
                ours.aftermath().isClean(),
                plain.aftermath().isClean(),
                "true",
                ours.aftermath().isClean());
    }

    @Test
    void innocentReader(@TempDir Path folder) throws Exception {
        long ours = Innocent.longestMillis(folder, Duration.ofSeconds(8));
        long plain = Innocent.longestMillis(folder, Duration.ofSeconds(8), "migration.enabled=false");
        String what = "5 (A5) reader behind an ALTER that waits for another's 8 s: blocked";
        FIGURES.add(what, ours + " ms at most", plain + " ms", "3500 ms", ours <= 3_500);
    }

    @Test
    void anchors(@TempDir Path folder) throws Exception {
        new StartAnchors(folder).measure(FIGURES);
        new ProcessAnchors(folder).measure(FIGURES);
        new HttpAnchors(folder).measure(FIGURES);
    }

    @Test
    void plans(@TempDir Path folder) {
        new WholePlan(folder).measure(FIGURES);
    }

    @Test
    void tenants(@TempDir Path folder) throws Exception {
        new TenantFigures(folder).measure(FIGURES);
    }

    @Test
    void succession(@TempDir Path folder) throws Exception {
        long ours = Succession.millis(folder.resolve("ours"), "migration.enabled=true");
        long plain = Succession.millis(folder.resolve("plain"), "migration.enabled=false");
        FIGURES.add(
                "3 who waits has the lock after its owner frees it",
                ours + " ms",
                plain + " ms",
                "1500 ms",
                ours <= 1_500);
    }

    @Test
    void fourReplicas(@TempDir Path folder) throws Exception {
        Crowd ours = Crowd.start(folder, 4, 1, 0);
        Crowd plain = Crowd.start(folder, 0, 0, 4);
        String what = "A9 4 replicas on an empty database: last ready after first";
        FIGURES.add(
                what,
                ours.spreadMillis() + " ms",
                plain.spreadMillis() + " ms",
                "1500 ms",
                ours.spreadMillis() <= 1_500);
        FIGURES.add(
                "A7 waiters while an index is built CONCURRENTLY",
                ours.aftermath().isClean() ? "no deadlock" : ours + "",
                "-",
                "no deadlock",
                ours.aftermath().isClean());
    }

    @Test
    void pooled(@TempDir Path folder) throws Exception {
        String what = "7 kill -9 through PgBouncer: ";
        if (!PgBouncer.isInstalled()) {
            FIGURES.add(what + "harm", "not measured: pgbouncer is not installed", "-", "0", false);
            return;
        }
        Tally tally = Blows.pooled(folder)
                .strike(Moments.of(Ground.changelog()).spread(POOLED_KILLS, POOLED), Blow.KILL)
                .tally();

        FIGURES.note("Kills through PgBouncer in transaction mode", tally.histogram());
        harm(what, tally, POOLED_KILLS, "-", "-");
        wentOn(what + "until a restart went on", tally, "-");
    }
}
