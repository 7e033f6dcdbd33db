package io.github.safemigration.campaign;

import io.github.safemigration.campaign.Moment.Hold;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The moments at which the thirty changesets can be hit, in the order of the changelog. */
final class Moments {

    private static final Pattern STATEMENT = Pattern.compile("(?m)^(.+) (/\\* (\\d\\d)\\.\\d \\*/);$");
    private static final Pattern TABLE = Pattern.compile("(?:alter table|create index \\w+ on) (\\w+)");
    private static final String COMMIT = "COMMIT";
    private static final String WAITING =
            "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like ";
    private static final String BUILDING =
            "select 1 from pg_stat_progress_create_index where datname = current_database() and phase like ";

    /** Before that many statements no run of the changelog has begun. */
    private static final int BEFORE_THE_RUN = 60;

    private final Map<Point, List<Moment>> moments = new EnumMap<>(Point.class);

    private Moments(String changelog) {
        around();
        for (String changeset : changelog.split("--changeset campaign:", -1)) {
            boolean transactional = !changeset.contains("runInTransaction:false");
            Matcher statement = STATEMENT.matcher(changeset);
            String number = "";
            while (statement.find()) {
                number = statement.group(3);
                statement(statement.group(1), statement.group(2));
            }
            if (!number.isEmpty()) {
                end(number, transactional);
            }
        }
    }

    /** {@return those of the changelog} */
    static Moments of(String changelog) {
        return new Moments(changelog);
    }

    private void statement(String sql, String mark) {
        if (sql.contains("concurrently")) {
            concurrently(mark);
        }
        add(Point.BEFORE_STATEMENT, mark, true, List.of(mark));
        add(Point.AFTER_STATEMENT, mark, false, List.of(mark));
        if (sql.contains("at(7001)")) {
            hold(Point.IN_STATEMENT, mark, new Hold("select pg_advisory_lock(7001)", WAITING + "'%" + mark + "%'"));
        }
        Matcher table = TABLE.matcher(sql);
        // A later statement of a changeset finds its table locked by the first.
        if (table.lookingAt() && mark.contains(".1 ")) {
            String lock = "lock table " + table.group(1) + " in access exclusive mode";
            hold(Point.WAITING_FOR_TABLE_LOCK, mark, new Hold(lock, WAITING + "'%" + mark + "%'"));
        }
    }

    private void concurrently(String mark) {
        Hold build = new Hold("select pg_advisory_lock(7003)", BUILDING + "'building index%'");
        hold(
                Point.CONCURRENTLY_WRITERS_BEFORE_BUILD,
                mark,
                new Hold("lock table items in row exclusive mode", BUILDING + "'waiting for writers before build'"));
        hold(Point.CONCURRENTLY_BUILDING, mark, build);
        hold(
                Point.CONCURRENTLY_WRITERS_BEFORE_VALIDATION,
                mark,
                build,
                new Hold(
                        "lock table items in row exclusive mode; select pg_advisory_unlock(7003)",
                        BUILDING + "'waiting for writers before validation'"));
        hold(
                Point.CONCURRENTLY_OLD_SNAPSHOTS,
                mark,
                new Hold(
                        "set transaction isolation level repeatable read; select count(*) from counters",
                        BUILDING + "'waiting for old snapshots'"));
    }

    private void end(String number, boolean transactional) {
        String row = "VALUES ('" + number + "', 'campaign'";
        add(Point.BETWEEN_EFFECT_AND_ROW, number, true, List.of(row));
        add(Point.BEFORE_COMMIT, number, true, List.of(row, COMMIT));
        add(Point.COMMIT_UNANSWERED, number, false, List.of(row, COMMIT));
        if (transactional) {
            put(
                    Point.IN_COMMIT,
                    number,
                    () -> Ambush.before(List.of(row, COMMIT)),
                    new Hold("select pg_advisory_lock(7002)", WAITING + "'COMMIT'"));
        }
        if (!number.equals(Ground.CHANGESETS + "")) {
            add(Point.BETWEEN_CHANGESETS, number, true, List.of(row, COMMIT, "databasechangelog"));
        } else {
            add(Point.FREEING_THE_LOCK, "row", true, List.of(row, COMMIT, "databasechangeloglock set"));
            add(Point.FREEING_THE_LOCK, "commit", true, List.of(row, COMMIT, "databasechangeloglock set", COMMIT));
            add(Point.FREEING_THE_LOCK, "answer", false, List.of(row, COMMIT, "databasechangeloglock set", COMMIT));
        }
    }

    private void around() {
        for (String statement : List.of("pg_try_advisory_xact_lock", "databasechangeloglock set locked")) {
            add(Point.TAKING_THE_LOCK, "before " + statement, true, List.of(statement));
            add(Point.TAKING_THE_LOCK, "after " + statement, false, List.of(statement));
            add(Point.TAKING_THE_LOCK, "committing " + statement, false, List.of(statement, COMMIT));
        }
        add(Point.BEGINNING_THE_RUN, "before its row", true, List.of("into \"public\".migration_run"));
        add(Point.BEGINNING_THE_RUN, "after its row", false, List.of("into \"public\".migration_run"));
        add(Point.BEGINNING_THE_RUN, "first table", false, List.of("CREATE TABLE public.databasechangelog "));
        add(Point.SOMEWHERE_BEFORE_THE_RUN, "looking for tables", true, List.of("TABLE_SCHEM", "TABLE_SCHEM"));
        for (int ordinal = 1; ordinal <= BEFORE_THE_RUN; ordinal++) {
            int place = ordinal;
            put(Point.SOMEWHERE_BEFORE_THE_RUN, "statement " + place, () -> Ambush.at(place));
        }
    }

    private void hold(Point point, String mark, Hold... holds) {
        put(point, mark, () -> Ambush.before(List.of(mark)), holds);
    }

    private void add(Point point, String place, boolean before, List<String> path) {
        put(point, place, () -> before ? Ambush.before(path) : Ambush.after(path));
    }

    private void put(Point point, String place, Supplier<Ambush> ambush, Hold... holds) {
        moments.computeIfAbsent(point, any -> new ArrayList<>()).add(new Moment(point, place, ambush, List.of(holds)));
    }

    /** {@return the moment of that kind at that place} */
    Moment at(Point point, String place) {
        return moments.getOrDefault(point, List.of()).stream()
                .filter(moment -> moment.place().equals(place))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Picks moments, the same ones each time, as many at each of the points as at the others.
     *
     * @param count how many
     * @param points where
     * @return the moments
     */
    List<Moment> spread(int count, List<Point> points) {
        Random chance = new Random(count);
        Map<Point, List<Moment>> left = new EnumMap<>(Point.class);
        List<Moment> picked = new ArrayList<>();
        for (int i = 0; picked.size() < count; i++) {
            List<Moment> places = left.computeIfAbsent(points.get(i % points.size()), any -> new ArrayList<>());
            if (places.isEmpty()) {
                places.addAll(moments.getOrDefault(points.get(i % points.size()), List.of()));
                Collections.shuffle(places, chance);
            }
            picked.add(places.remove(places.size() - 1));
        }
        return picked;
    }

    /** {@return moments inside a changeset, the same ones each time} */
    List<Moment> inside(int count) {
        return spread(count, Stream.of(Point.values()).filter(Point::isInside).toList());
    }

    /** {@return moments outside of any changeset, the same ones each time} */
    List<Moment> outside(int count) {
        return spread(
                count,
                Stream.of(Point.values()).filter(point -> !point.isInside()).toList());
    }

    /**
     * Picks moments, four of five inside a changeset.
     *
     * @param count how many
     * @return the moments
     */
    List<Moment> spread(int count) {
        int inside = count * 4 / 5;
        return Stream.concat(inside(inside).stream(), outside(count - inside).stream())
                .toList();
    }
}
