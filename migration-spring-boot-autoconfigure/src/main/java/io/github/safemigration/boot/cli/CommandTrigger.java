package io.github.safemigration.boot.cli;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * Runs the command as the first of the singletons, before any bean of the application is created that it does not need,
 * and ends the process.
 */
final class CommandTrigger implements InitializingBean {

    static final String NAME = "migrationCommandTrigger";

    private final CommandProcess process;
    private final ConfigurableApplicationContext context;

    CommandTrigger(CommandProcess process, ConfigurableApplicationContext context) {
        this.process = process;
        this.context = context;
    }

    @Override
    public void afterPropertiesSet() {
        // Closing the context would create the application's listeners to tell them.
        context.getBean(
                        AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME,
                        ApplicationEventMulticaster.class)
                .removeApplicationListenerBeans(name -> true);
        process.run(context);
    }
}
