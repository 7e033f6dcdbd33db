package io.github.safemigration.sample.customer;

import java.time.Instant;

record CustomerView(long id, String name, String email, CountryView country, Instant createdAt) {

    static CustomerView of(Customer customer) {
        return new CustomerView(
                customer.id(),
                customer.name(),
                customer.email(),
                CountryView.of(customer.country()),
                customer.createdAt());
    }

    record CountryView(String code, String name) {

        static CountryView of(Country country) {
            return new CountryView(country.code(), country.name());
        }
    }
}
