package io.github.safemigration.boot.cli;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/** Sees that a command was asked for, before anything of the application is there, and puts it in its place. */
final class CommandRunListener implements SpringApplicationRunListener, Ordered {

    private static final Logger logger = LoggerFactory.getLogger(CommandRunListener.class);

    // How Spring Cloud calls the context that it starts before the application's.
    private static final String BOOTSTRAP = "bootstrap";

    private final String[] args;
    private @Nullable CommandProcess process;

    CommandRunListener(SpringApplication application, String[] args) {
        this.args = args.clone();
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void environmentPrepared(ConfigurableBootstrapContext bootstrap, ConfigurableEnvironment environment) {
        CommandLine line = CommandLine.of(args, environment);
        if (line == null || environment.getPropertySources().contains(BOOTSTRAP)) {
            return;
        }
        process = CommandProcess.begin(line, exit(bootstrap));
        CommandMode.activate(environment);
    }

    private static CommandExit exit(ConfigurableBootstrapContext bootstrap) {
        CommandExit given = bootstrap.getOrElse(CommandExit.class, null);
        return given == null ? System::exit : given;
    }

    @Override
    public void contextPrepared(ConfigurableApplicationContext context) {
        CommandProcess command = process;
        if (command != null && context instanceof BeanDefinitionRegistry registry) {
            registry.registerBeanDefinition(CommandTrigger.NAME, trigger(command, context));
        }
    }

    private static RootBeanDefinition trigger(CommandProcess process, ConfigurableApplicationContext context) {
        RootBeanDefinition definition =
                new RootBeanDefinition(CommandTrigger.class, () -> new CommandTrigger(process, context));
        definition.setLazyInit(false);
        return definition;
    }

    @Override
    public void contextLoaded(ConfigurableApplicationContext context) {
        if (process == null) {
            for (PropertySource<?> source : context.getEnvironment().getPropertySources()) {
                warnIfSet(source);
            }
        }
    }

    private static void warnIfSet(PropertySource<?> source) {
        if (!"configurationProperties".equals(source.getName()) && source.containsProperty(CommandMode.PROPERTY)) {
            logger.warn(
                    "{} in {} has no effect: it counts only as command-line argument or environment variable"
                            + " MIGRATION_COMMAND. The application starts as usual.",
                    CommandMode.PROPERTY,
                    source.getName());
        }
    }

    @Override
    public void failed(@Nullable ConfigurableApplicationContext context, Throwable exception) {
        if (process != null) {
            process.fail(context, exception);
        }
    }
}
