package io.github.safemigration.sample.order;

import io.github.safemigration.sample.customer.Customers;
import io.github.safemigration.sample.product.Products;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

@Service
@Transactional(readOnly = true)
class Orders {

    private final OrderRepository orders;
    private final PaymentMethodRepository methods;
    private final Customers customers;
    private final Products products;
    private final Clock clock;

    Orders(
            OrderRepository orders,
            PaymentMethodRepository methods,
            Customers customers,
            Products products,
            Clock clock) {
        this.orders = orders;
        this.methods = methods;
        this.customers = customers;
        this.products = products;
        this.clock = clock;
    }

    OrderView get(long number) {
        return OrderView.of(require(number));
    }

    @Transactional
    OrderView place(NewOrder request) {
        Order order =
                new Order(orders.nextNumber(), customers.require(request.customer()), clock.instant(), request.note());
        request.lines().forEach(line -> order.add(products.requireOrderable(line.sku()), line.quantity()));
        return OrderView.of(orders.save(order));
    }

    @Transactional
    OrderView pay(long number, NewPayment request) {
        Order order = requireOpen(number);
        PaymentMethod method = methods.findById(request.method())
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.UNPROCESSABLE_CONTENT, "There is no payment method " + request.method()));
        order.pay(method, request.amount(), clock.instant());
        return OrderView.of(order);
    }

    @Transactional
    OrderView cancel(long number) {
        Order order = requireOpen(number);
        order.cancel();
        return OrderView.of(order);
    }

    private Order require(long number) {
        return orders.findByNumber(number)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no order " + number));
    }

    private Order requireOpen(long number) {
        Order order = require(number);
        if (order.status() != OrderStatus.PLACED) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "Order " + number + " is " + order.status());
        }
        return order;
    }
}
