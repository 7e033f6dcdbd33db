package io.github.safemigration.testsupport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the test class a database: as parameter, of type {@link FreshDatabase}, of its constructor or of any method.
 * Nested classes share the outer one's unless they carry the annotation themselves.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DatabaseExtension.class)
public @interface DatabaseTest {

    /**
     * Whether each test method gets a database of its own instead of one for the class.
     *
     * @return true for one per method; methods that run before all then get one of their own
     */
    boolean perMethod() default false;
}
