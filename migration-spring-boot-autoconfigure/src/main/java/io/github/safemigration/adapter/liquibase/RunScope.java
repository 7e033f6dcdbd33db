package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.adapter.jdbc.YieldingDataSource;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import liquibase.Scope;
import liquibase.ScopeManager;
import liquibase.SingletonObject;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.FastCheckService;
import liquibase.exception.UnexpectedLiquibaseException;
import liquibase.executor.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The scope of one run or look. What Liquibase remembers of databases it remembers for the whole JVM, and forgets of all of
 * them when it is done with one; here it has a memory of its own, which ends with the scope.
 */
final class RunScope extends Scope {

    private static final Set<Class<?>> OWN =
            Set.of(ChangeLogHistoryServiceFactory.class, ExecutorService.class, FastCheckService.class);

    private final Map<Class<?>, SingletonObject> memory = new HashMap<>();

    private RunScope(Scope parent) {
        super(parent, Map.of());
    }

    static <T extends @Nullable Object> T within(ScopedRunnerWithReturn<T> work) throws Exception {
        Scope before = getCurrentScope();
        setScopeManager(new Current(new RunScope(before)));
        try {
            return work.run();
        } finally {
            setScopeManager(new Current(before));
        }
    }

    /** A thread inherits the scope that it is started in, and keeps it: a pool's threads would keep that of a run. */
    static @Nullable Object outside(YieldingDataSource.Question work) throws Throwable {
        Scope before = getCurrentScope();
        setScopeManager(new Current(root(before)));
        try {
            return work.ask();
        } finally {
            setScopeManager(new Current(before));
        }
    }

    private static Scope root(Scope scope) {
        Scope root = scope;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root;
    }

    @Override
    public synchronized <T extends SingletonObject> T getSingleton(Class<T> type) {
        return OWN.contains(type)
                ? type.cast(memory.computeIfAbsent(type, RunScope::create))
                : super.getSingleton(type);
    }

    private static SingletonObject create(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return (SingletonObject) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new UnexpectedLiquibaseException(e);
        }
    }

    /** Where a thread is. */
    private static final class Current extends ScopeManager {

        private Scope scope;

        Current(Scope scope) {
            this.scope = scope;
        }

        @Override
        public Scope getCurrentScope() {
            return scope;
        }

        @Override
        protected void setCurrentScope(Scope scope) {
            this.scope = scope;
        }

        @Override
        protected Scope init(Scope scope) {
            return scope;
        }
    }
}
