package io.github.safemigration.adapter.postgresql;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What is behind a failure of the way to the database. */
final class FailureExplanation {

    private static final Pattern HOST = Pattern.compile("^jdbc:postgresql://(?:[^/@]*@)?([^:/,\\[\\]]+)(?:[:/,].*)?$");

    private final DataSource connections;
    private final @Nullable String url;

    /** The URL is the address without parameters, if it is known. */
    FailureExplanation(DataSource connections, @Nullable String url) {
        this.connections = connections;
        this.url = url;
    }

    Failure of(Failure failure) {
        return switch (failure.kind()) {
            case DATABASE_READ_ONLY -> isStandby() ? standby(failure) : failure;
            case DATABASE_UNREACHABLE -> failure.changeset() == null ? unreachable(failure) : lost(failure);
            default -> failure;
        };
    }

    private boolean isStandby() {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select pg_catalog.pg_is_in_recovery()")) {
            return found.next() && found.getBoolean(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static Failure standby(Failure failure) {
        return new Failure(
                FailureKind.STANDBY,
                "The server is a hot standby: it answers, and takes no writes (" + failure.message() + ").",
                failure.changeset(),
                failure.location(),
                failure.statement(),
                failure.sqlState(),
                null);
    }

    private static Failure lost(Failure failure) {
        return failure.hint() == null
                ? failure.withHint("The connection was lost in mid-run: by a fail-over, a restart of the server, or"
                        + " somebody who ended the session. The next run goes on at this changeset")
                : failure;
    }

    private Failure unreachable(Failure failure) {
        if (failure.message().contains("unsupported startup parameter")) {
            return failure.withHint(
                    "A pooler refuses what the driver tells at log-in: set migration.datasource.url to the"
                            + " database itself, or ignore_startup_parameters=extra_float_digits in pgbouncer.ini");
        }
        Matcher host = HOST.matcher(String.valueOf(url));
        return host.matches() && hasOnlyIpv6(host.group(1))
                ? failure.withHint("Host " + host.group(1) + " has IPv6 addresses only, and this machine may have none:"
                        + " take the provider's pooler of sessions (Supabase: …pooler.supabase.com:5432), or its IPv4"
                        + " address")
                : failure;
    }

    private static boolean hasOnlyIpv6(String host) {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(host);
            return addresses.length > 0 && Arrays.stream(addresses).allMatch(Inet6Address.class::isInstance);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
