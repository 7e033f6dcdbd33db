package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.boot.probe.ProbeHandover;
import io.github.safemigration.boot.probe.ProbeResponder;
import io.github.safemigration.boot.probe.ProbeRole;
import io.github.safemigration.boot.startup.NotReadyResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.context.WebApplicationContext;

/** Opens the probe responder before the first bean of the application is created. */
final class MigrationProbeListener implements ApplicationListener<SpringApplicationEvent> {

    private static final String RESPONDER = "migrationProbeResponder";

    private static final String HANDOVER = "migrationProbeHandover";

    private @Nullable ProbeResponder responder;

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        if (event instanceof ApplicationContextInitializedEvent initialized
                && MigrationProbeCondition.matches(initialized.getApplicationContext())) {
            open(initialized.getApplicationContext());
        } else if (event instanceof ApplicationFailedEvent && responder != null) {
            responder.close();
        }
    }

    private void open(ConfigurableApplicationContext context) {
        boolean servlet = context instanceof WebApplicationContext;
        ProbeResponder opened = new ProbeResponder(context.getEnvironment(), context, servlet, retryAfter(context));
        responder = opened;
        register(opened, context);
    }

    private static String retryAfter(ConfigurableApplicationContext context) {
        Binder binder = Binder.get(context.getEnvironment());
        Duration retryAfter =
                binder.bindOrCreate("migration", MigrationProperties.class).retryAfter();
        return new NotReadyResponse(retryAfter).retryAfterSeconds();
    }

    private static void register(ProbeResponder responder, ConfigurableApplicationContext context) {
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        WebServerApplicationContext web = (WebServerApplicationContext) context;
        beans.registerSingleton(RESPONDER, responder);
        beans.registerSingleton(
                HANDOVER, new ProbeHandover(() -> MigrationProbeHandover.perform(responder, ProbeRole.SERVER, web)));
        if (beans instanceof DefaultSingletonBeanRegistry registry) {
            // A refresh that fails destroys its beans, long before anybody is told.
            registry.registerDisposableBean(RESPONDER, responder::close);
        }
    }
}
