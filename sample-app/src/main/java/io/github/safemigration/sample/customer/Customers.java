package io.github.safemigration.sample.customer;

import java.time.Clock;
import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

/** The customers of the order book. */
@Service
@Transactional(readOnly = true)
public class Customers {

    private final CustomerRepository customers;
    private final CountryRepository countries;
    private final Clock clock;

    Customers(CustomerRepository customers, CountryRepository countries, Clock clock) {
        this.customers = customers;
        this.countries = countries;
        this.clock = clock;
    }

    /**
     * Returns a customer.
     *
     * @param id the customer's id
     * @return the customer
     * @throws ResponseStatusException if there is none (404)
     */
    public Customer require(long id) {
        return customers
                .findById(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no customer " + id));
    }

    List<Customer> all() {
        return customers.findAll(Sort.by("id"));
    }

    @Transactional
    Customer add(NewCustomer request) {
        if (customers.existsByEmailIgnoreCase(request.email())) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "There is a customer with this e-mail address");
        }
        Country country = countries
                .findById(request.country())
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.UNPROCESSABLE_CONTENT, "We do not deliver to " + request.country()));
        return customers.save(new Customer(request.name(), request.email(), country, clock.instant()));
    }
}
