package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.adapter.jetty.JettyWarmUp;
import io.github.safemigration.adapter.tomcat.TomcatWarmUp;
import io.github.safemigration.boot.probe.ProbeResponder;
import io.github.safemigration.boot.probe.ProbeRole;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.util.ClassUtils;

/** Sees to it that the first liveness probe after the hand-over gets the answer that the last one before it got. */
final class MigrationProbeHandover {

    private static final Logger log = LoggerFactory.getLogger(MigrationProbeHandover.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final boolean TOMCAT = isPresent("org.springframework.boot.tomcat.TomcatWebServer");

    private static final boolean JETTY = isPresent("org.springframework.boot.jetty.JettyWebServer");

    private MigrationProbeHandover() {}

    private static boolean isPresent(String type) {
        return ClassUtils.isPresent(type, MigrationProbeHandover.class.getClassLoader());
    }

    /** Leaves the port to the web server of the context, which is about to open it. */
    static void perform(ProbeResponder responder, ProbeRole role, WebServerApplicationContext context) {
        confirmLiveness(context);
        String path = responder.probedPath(role);
        WebServer server = context.getWebServer();
        if (path == null || server == null) {
            responder.leave(role);
        } else {
            warmUp(server, path, () -> responder.leave(role));
        }
    }

    /** Boot does so when the context has started, which with a slow bean may be long after the port is open. */
    private static void confirmLiveness(WebServerApplicationContext context) {
        ApplicationAvailability availability =
                context.getBeanProvider(ApplicationAvailability.class).getIfAvailable();
        if (availability != null && availability.getLastChangeEvent(LivenessState.class) == null) {
            AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
        }
    }

    private static void warmUp(WebServer server, String path, Runnable leave) {
        if (JETTY && JettyWarmUp.supports(server)) {
            JettyWarmUp.request(server, path, PATIENCE, leave);
            return;
        }
        try {
            if (TOMCAT && TomcatWarmUp.supports(server)) {
                TomcatWarmUp.request(server, path, PATIENCE);
            }
        } catch (Exception ex) {
            log.debug("Tomcat did not answer its first request before its port was open", ex);
        } finally {
            leave.run();
        }
    }
}
