package io.github.safemigration.adapter.postgresql;

import io.github.safemigration.engine.model.DatabaseInfo;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A hosted PostgreSQL whose poolers are known by their address.
 *
 * @param pooler what the pooler is called
 * @param transactions whether it is known to give each transaction another session
 */
record HostedPlace(String pooler, boolean transactions) {

    private static final int SUPABASE_TRANSACTIONS = 6543;
    private static final int DIGITALOCEAN_POOLER = 25061;
    private static final int PGBOUNCER = 6432;

    static Optional<HostedPlace> of(DatabaseInfo database) {
        String host = String.valueOf(database.host()).toLowerCase(Locale.ROOT);
        @Nullable Integer port = database.port();
        int number = port == null ? 0 : port;
        if (host.endsWith(".supabase.com") || host.endsWith(".supabase.co")) {
            return supabase(host, number);
        }
        if (host.contains("-pooler.") && host.endsWith(".neon.tech")) {
            return Optional.of(new HostedPlace("Neon's pooler (" + host + ")", true));
        }
        if (host.endsWith(".ondigitalocean.com") && number == DIGITALOCEAN_POOLER) {
            return Optional.of(new HostedPlace("DigitalOcean's pooler (port " + number + ")", false));
        }
        return number == PGBOUNCER
                ? Optional.of(new HostedPlace("PgBouncer (port " + number + ")", false))
                : Optional.empty();
    }

    private static Optional<HostedPlace> supabase(String host, int port) {
        if (port == SUPABASE_TRANSACTIONS) {
            return Optional.of(new HostedPlace("Supabase's transaction pooler (port 6543)", true));
        }
        return host.contains("pooler.")
                ? Optional.of(new HostedPlace("Supabase's session pooler (" + host + ")", false))
                : Optional.empty();
    }
}
