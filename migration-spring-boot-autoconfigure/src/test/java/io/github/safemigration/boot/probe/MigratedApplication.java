package io.github.safemigration.boot.probe;

import io.github.safemigration.dropin.entity.Book;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;

/** A web application with JPA whose changelog, {@code slow.sql}, takes as long as it is told to. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = Book.class)
class MigratedApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(MigratedApplication.class, arguments);
    }
}
