package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.engine.model.ApplicationInfo;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Finds out which application this is. */
final class ApplicationInfos {

    private ApplicationInfos() {}

    static ApplicationInfo of(Environment environment) {
        String[] profiles = environment.getActiveProfiles();
        return new ApplicationInfo(
                environment.getProperty("spring.application.name", "application"),
                environment.getProperty("spring.application.version"),
                profiles.length == 0 ? "default" : String.join(",", profiles),
                host(environment));
    }

    /** Kubernetes and shells tell the name; asking the resolver for it may take seconds. */
    private static String host(Environment environment) {
        @Nullable String name = environment.getProperty("HOSTNAME");
        if (name != null && !name.isBlank()) {
            return name;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
