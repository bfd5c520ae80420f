namespace Everyday.Rules;
public partial class Calls(IPayments payments, IPricing pricing, ILogger<Calls> log)
{
    // expect: SPLIT202
    [Chainable]
    public async Task HandlerM1Async(HashSet<string> skus)
    {
        foreach (var s in skus)
        {
            await payments.RefundAsync(s);
        }
    }

    // expect nothing
    [Chainable]
    public async Task HandlerM2Async(HashSet<string> skus)
    {
        foreach (var s in skus)
        {
            log.LogInformation(s);
        }

        await payments.RefundAsync("s");
    }

    // expect: SPLIT202
    [Chainable]
    public async Task HandlerM3Async(Dictionary<string, int> skus)
    {
        foreach (var(s, n)in skus)
        {
            await payments.RefundAsync(s + n);
        }
    }

    // expect nothing
    [Chainable]
    public async Task HandlerM4Async(IReadOnlyList<string> skus)
    {
        for (var i = 0; i < skus.Count; i++)
        {
            await payments.RefundAsync(skus[i]);
        }
    }

    // expect: SPLIT202
    [Chainable]
    public async Task HandlerM5Async(string[] skus)
    {
        foreach (var s in skus.Where(s => s.Length > 1))
        {
            await payments.RefundAsync(s);
        }
    }

    // expect nothing
    [Chainable]
    public async Task HandlerM6Async(string[] skus)
    {
        foreach (var s in skus.Where(s => s.Length > 1).ToList())
        {
            await payments.RefundAsync(s);
        }
    }

    // expect nothing
    [Chainable]
    public async Task HandlerM7Async(string[] skus)
    {
        foreach (var s in skus.OrderBy(s => s).ToArray())
        {
            await payments.RefundAsync(s);
        }

        foreach (var c in "abc")
        {
            await payments.RefundAsync(c.ToString());
        }
    }

    // expect nothing
    [Chainable]
    public async Task HandlerM8Async(string[] skus)
    {
        foreach (var chunk in skus.Chunk(10))
        {
            foreach (var s in chunk)
                log.LogInformation(s);
        }

        await Task.Delay(1);
    }

    // expect: SPLIT203
    [Chainable]
    public async Task HandlerC1Async()
    {
        payments.RefundAsync("x");
        await Task.Delay(1);
    }

    // expect: SPLIT203
    [Chainable]
    public async Task HandlerC2Async()
    {
        _ = payments.RefundAsync("x");
        await Task.Delay(1);
    }

    // expect: SPLIT203
    [Chainable]
    public async Task HandlerC3Async()
    {
        var t = payments.RefundAsync("x");
        await Task.Delay(1);
    }

    // expect nothing
    [Chainable]
    public async Task HandlerC4Async()
    {
        var t = payments.RefundAsync("x");
        await Task.Delay(1);
        await t;
    }

    // expect: SPLIT203
    [Chainable]
    public async Task HandlerC5Async()
    {
        Task t;
        t = payments.RefundAsync("x");
        await Task.Delay(1);
    }

    // expect: SPLIT203
    [Chainable]
    public async Task HandlerC6Async(bool b)
    {
        var t = b ? payments.RefundAsync("x") : payments.RefundAsync("y");
        await Task.Delay(1);
    }

    // expect nothing
    [Chainable]
    public async Task HandlerC7Async(bool b)
    {
        var t = b ? payments.RefundAsync("x") : payments.RefundAsync("y");
        await t;
    }

    // expect nothing
    [Chainable]
    public async Task HandlerC8Async(string[] a)
    {
        await Task.WhenAll(a.Select(x => payments.RefundAsync(x)));
    }

    // expect: SPLIT203
    [Chainable]
    public async Task HandlerC9Async(string[] a)
    {
        var tasks = a.Select(x => payments.RefundAsync(x)).ToList();
        await Task.Delay(1);
    }

    // expect: SPLIT003
    [Chainable]
    public async Task HandlerC10Async()
    {
        payments?.RefundAsync("x");
        await Task.Delay(1);
    }

    // expect: SPLIT003
    [Chainable]
    public async Task HandlerC11Async()
    {
        payments.RefundAsync("x").ConfigureAwait(false);
        await Task.Delay(1);
    }

    // expect: SPLIT204
    [Chainable]
    public async Task<string> HandlerT1Async()
    {
        var id = await payments.ChargeAsync("x", 1);
        return id;
    }

    // expect nothing
    [Chainable]
    public async Task<string> HandlerT2Async()
    {
        var id = await payments.ChargeAsync("x", 1);
        log.LogInformation(id);
        return id;
    }

    // expect: SPLIT103 SPLIT204
    [Chainable]
    public async Task<object> HandlerT3Async()
    {
        return await payments.ChargeAsync("x", 1);
    }

    // expect nothing
    [Chainable]
    public async Task<string> HandlerT4Async() => await payments.ChargeAsync("x", 1);
    // expect: SPLIT204
    [Chainable]
    public async Task<string> HandlerT5Async()
    {
        try
        {
            return await payments.ChargeAsync("x", 1);
        }
        finally
        {
            log.LogInformation("x");
        }
    }

    // expect: SPLIT204
    [Chainable]
    public async Task HandlerT6Async()
    {
        try
        {
            await payments.RefundAsync("x");
        }
        finally
        {
            log.LogInformation("x");
        }
    }

    // expect nothing
    [Chainable]
    public async Task HandlerT7Async()
    {
        await payments.RefundAsync("x");
    }

    // expect: SPLIT101 SPLIT204
    [Chainable]
    public async Task<string> HandlerT8Async()
    {
        using (log.BeginScope("x"))
        {
            return await payments.ChargeAsync("x", 1);
        }
    }

    // expect: SPLIT204
    [Chainable]
    public async Task<string> HandlerT9Async()
    {
        try
        {
            return await payments.ChargeAsync("x", 1);
        }
        catch (InvalidOperationException)
        {
            return "none";
        }
    }

    // expect nothing
    [Chainable]
    public async Task<string> HandlerT10Async(bool b) => b ? await payments.ChargeAsync("x", 1) : "none";
    // expect nothing
    [Chainable]
    public async Task<string> HandlerT11Async(string? b) => b ?? await payments.ChargeAsync("x", 1);
    // expect nothing
    [Chainable]
    public async Task<string> HandlerT12Async(int b) => b switch
    {
        1 => await payments.ChargeAsync("x", 1),
        _ => "none"
    };
}
