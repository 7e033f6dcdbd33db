package io.github.safemigration.testsupport;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Hands out the databases that {@link DatabaseTest} asks for. JUnit closes them with the context they were made in. */
final class DatabaseExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(DatabaseExtension.class);

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(FreshDatabase.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Executable asking = parameter.getDeclaringExecutable();
        // The outer instance of a nested class is made in the context of the nested one.
        Class<?> type = asking instanceof Constructor ? asking.getDeclaringClass() : context.getRequiredTestClass();
        Class<?> annotated = annotated(type);
        ExtensionContext owner = perMethod(annotated) ? context : contextOf(annotated, context);
        return owner.getStore(NAMESPACE).computeIfAbsent(annotated, key -> TestDatabase.fresh(), FreshDatabase.class);
    }

    private static Class<?> annotated(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null || AnnotationSupport.isAnnotated(type, DatabaseTest.class) ? type : annotated(outer);
    }

    private static boolean perMethod(Class<?> type) {
        return AnnotationSupport.findAnnotation(type, DatabaseTest.class)
                .map(DatabaseTest::perMethod)
                .orElse(false);
    }

    private static ExtensionContext contextOf(Class<?> type, ExtensionContext context) {
        boolean itsOwn = context.getTestMethod().isEmpty()
                && context.getTestClass().filter(type::equals).isPresent();
        return itsOwn
                ? context
                : context.getParent().map(parent -> contextOf(type, parent)).orElse(context);
    }
}
