package io.github.safemigration.sample.customer;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/customers")
class CustomerController {

    private final Customers customers;

    CustomerController(Customers customers) {
        this.customers = customers;
    }

    @GetMapping
    List<CustomerView> list() {
        return customers.all().stream().map(CustomerView::of).toList();
    }

    @GetMapping("/{id}")
    CustomerView get(@PathVariable long id) {
        return CustomerView.of(customers.require(id));
    }

    @PostMapping
    ResponseEntity<CustomerView> create(@Valid @RequestBody NewCustomer request) {
        CustomerView created = CustomerView.of(customers.add(request));
        return ResponseEntity.created(URI.create("/customers/" + created.id())).body(created);
    }
}
