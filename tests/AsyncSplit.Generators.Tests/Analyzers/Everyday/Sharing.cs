namespace Everyday.Rules;
public class Cart
{
    public int Total { get; set; }
    public List<string> Items { get; set; } = [];

    public Cart Clone() => new()
    {
        Total = Total
    };
    public void Touch() => Total++;
}

public partial class Sharing(IPayments payments, IPricing pricing, ILogger<Sharing> log, IOptions<ShopOptions> options, Cart shared)
{
    private readonly ShopOptions _options = options.Value;
    private readonly IOptions<ShopOptions> _o = options;
    private static readonly List<Cart> s_all = [];
    private static readonly JsonSerializerOptions s_json = new();
    private static readonly Dictionary<string, Cart> s_by = [];
    private Cart? _current;
    // expect nothing
    [Chainable]
    public async Task<int> HandlerS1Async()
    {
        var o = _options;
        await payments.RefundAsync(o.Url);
        return o.Retries;
    }

    // expect nothing
    [Chainable]
    public async Task<int> HandlerS2Async()
    {
        var o = _o.Value;
        await payments.RefundAsync(o.Url);
        return o.Retries;
    }

    // expect: SPLIT106
    [Chainable]
    public async Task<int> HandlerS3Async()
    {
        var o = _options;
        await payments.RefundAsync(o.Url);
        o.Retries = 2;
        return o.Retries;
    }

    // expect nothing
    [Chainable]
    public async Task HandlerS4Async(string id)
    {
        var cart = s_by[id].Clone();
        await payments.RefundAsync(id);
        cart.Items = [];
    }

    // expect: SPLIT106
    [Chainable]
    public async Task HandlerS5Async(string id)
    {
        var cart = s_by[id];
        await payments.RefundAsync(id);
        cart.Total = 2;
    }

    // expect: SPLIT106
    [Chainable]
    public async Task HandlerS6Async(string id)
    {
        if (s_by.TryGetValue(id, out var cart))
        {
            await payments.RefundAsync(id);
            cart.Total = 2;
        }
    }

    // expect nothing
    [Chainable]
    public async Task HandlerS7Async(Cart cart)
    {
        await payments.RefundAsync("x");
        s_by["x"] = cart;
        await payments.RefundAsync("y");
        log.LogInformation("{A}", cart.Total);
    }

    // expect: SPLIT106
    [Chainable]
    public async Task HandlerS8Async(Cart cart)
    {
        s_all.Add(cart);
        await payments.RefundAsync("x");
        cart.Items.Add("x");
    }

    // expect nothing
    [Chainable]
    public async Task HandlerS9Async(Cart cart)
    {
        s_all.Add(cart.Clone());
        await payments.RefundAsync("x");
        cart.Items.Add("x");
    }

    // expect nothing
    [Chainable]
    public async Task HandlerS10Async(Cart cart)
    {
        s_all.Add(cart);
        await payments.RefundAsync("x");
        s_all.Remove(cart);
    }

    // expect: SPLIT106
    [Chainable]
    public async Task HandlerS11Async(Cart cart)
    {
        s_all.Add(cart);
        await payments.RefundAsync("x");
        cart.Touch();
    }

    // expect nothing
    [Chainable]
    public async Task<string> HandlerS12Async(Cart cart)
    {
        var json = JsonSerializer.Serialize(cart, s_json);
        await payments.RefundAsync(json);
        cart.Total = 1;
        return json;
    }

    // expect: SPLIT106
    [Chainable]
    public async Task HandlerS13Async()
    {
        var cart = shared;
        await payments.RefundAsync("x");
        cart.Total = 1;
    }

    // expect: SPLIT106
    [Chainable]
    public async Task HandlerS14Async(Cart cart)
    {
        _current = cart;
        await payments.RefundAsync("x");
        cart.Total = 1;
    }

    // expect nothing
    [Chainable]
    public async Task HandlerS15Async(Cart cart)
    {
        using (log.BeginScope("x"))
        {
            log.LogInformation("{C}", cart);
        }

        await payments.RefundAsync("x");
        cart.Total = 1;
        await payments.RefundAsync("x" + cart.Total);
    }

    // expect nothing
    [Chainable]
    public async Task<List<string>> HandlerG1Async(string[] skus)
    {
        var done = new List<string>();
        foreach (var s in skus)
        {
            done.Add(s);
        }

        await payments.RefundAsync("x");
        return done;
    }

    // expect: SPLIT107
    [Chainable]
    public async Task<List<string>> HandlerG2Async(string[] skus)
    {
        var done = new List<string>();
        foreach (var s in skus)
        {
            done.Add(s);
            await payments.RefundAsync("x");
        }

        return done;
    }

    // expect nothing
    [Chainable]
    public async Task HandlerG3Async(string[] skus)
    {
        foreach (var s in skus)
        {
            var done = new List<string>();
            done.Add(s);
            await payments.RefundAsync("x");
            done.Add(s);
            await payments.RefundAsync(done[0]);
        }
    }

    // expect nothing
    [Chainable]
    public async Task HandlerG4Async(string[] skus)
    {
        var batch = new List<string>();
        foreach (var s in skus)
        {
            batch.Add(s);
            if (batch.Count == 10)
            {
                await payments.RefundAsync(batch[0]);
                batch.Clear();
            }
        }
    }

    // expect nothing
    [Chainable]
    public async Task HandlerG5Async(string[] skus)
    {
        var batch = new List<string>();
        foreach (var s in skus)
        {
            batch.Add(s);
            if (batch.Count == 10)
            {
                await payments.RefundAsync(batch[0]);
                batch = [];
            }
        }
    }

    // expect nothing
    [Chainable]
    public async Task<decimal> HandlerG6Async(string[] skus)
    {
        var sum = 0m;
        foreach (var s in skus)
        {
            sum += (await pricing.QuoteAsync(s, 1)).Price;
        }

        return sum;
    }

    // expect: SPLIT107
    [Chainable]
    public async Task<string> HandlerG7Async(string[] skus)
    {
        var text = "";
        foreach (var s in skus)
        {
            text += (await pricing.QuoteAsync(s, 1)).Sku;
        }

        return text;
    }

    // expect: SPLIT107
    [Chainable]
    public async Task<int> HandlerG8Async(string[] skus)
    {
        var by = new Dictionary<string, decimal>();
        foreach (var s in skus)
        {
            by[s] = (await pricing.QuoteAsync(s, 1)).Price;
        }

        return by.Count;
    }

    // expect nothing
    [Chainable]
    public async Task<int> HandlerG9Async()
    {
        var by = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            by.Add(i);
            await payments.RefundAsync("x");
        }

        return by.Count;
    }

    // expect: SPLIT107
    [Chainable]
    public async Task HandlerG10Async()
    {
        var queue = new Queue<string>(["a"]);
        while (queue.Count > 0)
        {
            var next = queue.Peek();
            await payments.RefundAsync(next);
            queue.Enqueue(next + "b");
        }
    }

    // expect nothing
    [Chainable]
    public async Task HandlerG11Async()
    {
        var queue = new Queue<string>(["a"]);
        while (queue.Count > 0)
        {
            var next = queue.Dequeue();
            await payments.RefundAsync(next);
            if (next.Length < 4)
                queue.Enqueue(next + "b");
        }
    }

    // expect nothing
    [Chainable]
    public async Task HandlerG12Async()
    {
        var queue = new Queue<string>(["a"]);
        while (queue.TryDequeue(out var next))
        {
            await payments.RefundAsync(next);
            if (next.Length < 4)
                queue.Enqueue(next + "b");
        }
    }

    // expect nothing
    [Chainable]
    public async Task<List<Quote>> HandlerG13Async(string[] skus)
    {
        var tasks = new List<Task<Quote>>();
        foreach (var s in skus)
        {
            tasks.Add(pricing.QuoteAsync(s, 1));
        }

        return[..await Task.WhenAll(tasks)];
    }

    // expect nothing
    [Chainable]
    public async Task HandlerG14Async(Order order)
    {
        var counts = new Dictionary<string, int>();
        foreach (var l in order.Lines)
        {
            counts[l] = counts.GetValueOrDefault(l) + 1;
        }

        await payments.RefundAsync(order.Id);
    }

    // expect: SPLIT107
    [Chainable]
    public async Task<HashSet<string>> HandlerG15Async(string[] skus)
    {
        HashSet<string> seen = [];
        foreach (var s in skus)
        {
            if (seen.Add(s))
            {
                await payments.RefundAsync(s);
            }
        }

        return seen;
    }

    // expect nothing
    [Chainable]
    public async Task<int> HandlerG16Async()
    {
        var errors = new List<string>();
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            try
            {
                await payments.RefundAsync("x");
                break;
            }
            catch (InvalidOperationException e)
            {
                errors.Add(e.Message);
            }
        }

        return errors.Count;
    }
}
