package io.github.safemigration.sample.order;

import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.web.PageableDefault;
import org.springframework.data.web.PagedModel;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/orders")
class OrderController {

    private static final Sort NEWEST_FIRST = Sort.by("placedAt", "number").descending();

    private final Orders orders;
    private final OrderSummaryRepository summaries;

    OrderController(Orders orders, OrderSummaryRepository summaries) {
        this.orders = orders;
        this.summaries = summaries;
    }

    @GetMapping
    PagedModel<OrderSummary.Row> list(
            @RequestParam(required = false) @Nullable OrderStatus status,
            @PageableDefault(size = 50) Pageable requested) {
        Pageable page = PageRequest.of(requested.getPageNumber(), requested.getPageSize(), NEWEST_FIRST);
        Page<OrderSummary> found = status != null ? summaries.findByStatus(status, page) : summaries.findAll(page);
        return new PagedModel<>(found.map(OrderSummary::row));
    }

    @GetMapping("/{number}")
    OrderView get(@PathVariable long number) {
        return orders.get(number);
    }

    @PostMapping
    ResponseEntity<OrderView> place(@Valid @RequestBody NewOrder request) {
        OrderView placed = orders.place(request);
        return ResponseEntity.created(URI.create("/orders/" + placed.number())).body(placed);
    }

    @PostMapping("/{number}/payments")
    OrderView pay(@PathVariable long number, @Valid @RequestBody NewPayment request) {
        return orders.pay(number, request);
    }

    @PostMapping("/{number}/cancellation")
    OrderView cancel(@PathVariable long number) {
        return orders.cancel(number);
    }
}
