namespace Everyday.Services;
public partial class Db(ShopDb db, ILogger<Db> log, IPayments payments, IPricing pricing)
{
    private readonly ShopDb _db = db;
    private readonly List<string> _seen = [];
    private readonly HashSet<string> _known = [];
    private readonly ConcurrentDictionary<string, int> _cache = new();
    private readonly SemaphoreSlim _gate = new(1);
    private readonly object _lock = new();
    private static readonly ConcurrentDictionary<string, Entity> s_cache = new();
    private int _calls;
    private Quote? _last;
    private Lazy<string> _lazy = new(() => "x");
    public bool Flag { get; set; }

    // expect nothing
    [Chainable]
    public async Task<string?> HandlerD1Async(int id)
    {
        var e = await _db.Orders.FindAsync(id);
        if (e is null)
            return null;
        await payments.RefundAsync(e.Name);
        return e.Name;
    }

    // expect nothing
    [Chainable]
    public async Task HandlerD2Async(int id)
    {
        var e = new Entity
        {
            Id = id,
            Name = "x"
        };
        _db.Orders.Add(e);
        await _db.SaveChangesAsync().Inline();
        await payments.RefundAsync(e.Name);
        log.LogInformation(e.Name);
    }

    // expect: SPLIT106
    [Chainable]
    public async Task HandlerD3Async(int id)
    {
        var e = new Entity
        {
            Id = id
        };
        s_cache["a"] = e;
        await payments.RefundAsync("x");
        e.Name = "late";
    }

    // expect: SPLIT101
    [Chainable]
    public async Task HandlerD4Async(int id)
    {
        await using var tx = await _db.BeginTransactionAsync().Inline();
        await payments.RefundAsync("x");
        await tx.CommitAsync();
    }

    // expect nothing
    [Chainable]
    public async Task HandlerD5Async(int id)
    {
        await using (var tx = await _db.BeginTransactionAsync().Inline())
        {
            await tx.CommitAsync().Inline();
        }

        await payments.RefundAsync("x");
    }

    // expect: SPLIT101
    [Chainable]
    public async Task<int> HandlerD6Async(int id)
    {
        var q = _db.Orders.Where(o => o.Id == id);
        await payments.RefundAsync("x");
        return q.Count();
    }

    // expect nothing
    [Chainable]
    public async Task<int> HandlerD7Async(int id)
    {
        var names = _db.Orders.Where(o => o.Id == id).Select(o => o.Name).ToList();
        await payments.RefundAsync("x");
        return names.Count;
    }

    // expect: SPLIT105
    [Chainable]
    public async Task<int> HandlerD8Async()
    {
        _calls++;
        await payments.RefundAsync("x");
        return _calls;
    }

    // expect nothing
    [Chainable]
    public async Task HandlerD9Async()
    {
        _calls++;
        await payments.RefundAsync("x");
        Interlocked.Increment(ref s_total);
    }

    private static int s_total;
    // expect: SPLIT105
    [Chainable]
    public async Task HandlerD10Async()
    {
        Interlocked.Increment(ref _calls);
        await payments.RefundAsync("x");
        log.LogInformation("{N}", _calls);
    }

    // expect: SPLIT105
    [Chainable]
    public async Task HandlerD11Async()
    {
        _seen.Add("x");
        await payments.RefundAsync("x");
        if (_seen.Contains("x"))
        {
            log.LogInformation("x");
        }
    }

    // expect: SPLIT105
    [Chainable]
    public async Task HandlerD12Async()
    {
        _cache["x"] = 1;
        await payments.RefundAsync("x");
        if (_cache.TryGetValue("x", out var n))
        {
            log.LogInformation("x{N}", n);
        }
    }

    // expect nothing
    [Chainable]
    public async Task<int> HandlerD13Async()
    {
        var n = _cache.GetOrAdd("x", k => 1);
        await payments.RefundAsync("x");
        return n;
    }

    // expect nothing
    [Chainable]
    public async Task<int> HandlerD14Async()
    {
        var n = _cache.GetOrAdd("x", k => 1);
        await payments.RefundAsync("x");
        return _cache.GetOrAdd("y", k => 2);
    }

    // expect: SPLIT105
    [Chainable]
    public async Task<decimal> HandlerD15Async()
    {
        _last = await pricing.QuoteAsync("x", 1);
        await payments.RefundAsync("x");
        return _last.Price;
    }

    // expect nothing
    [Chainable]
    public async Task<decimal> HandlerD16Async()
    {
        _last = await pricing.QuoteAsync("x", 1);
        return _last.Price;
    }

    // expect nothing
    [Chainable]
    public async Task<decimal> HandlerD17Async()
    {
        if (_last == null)
        {
            _last = new Quote("x", 1);
        }

        var p = _last.Price;
        await payments.RefundAsync("x");
        return p;
    }

    // expect: SPLIT105 SPLIT204
    [Chainable]
    public async Task HandlerD18Async()
    {
        Flag = true;
        try
        {
            await payments.RefundAsync("x");
        }
        finally
        {
            if (Flag)
                log.LogInformation("x");
            Flag = false;
        }
    }

    // expect nothing
    [Chainable]
    public async Task HandlerD19Async()
    {
        lock (_lock)
        {
            _calls++;
        }

        await payments.RefundAsync("x");
        lock (_lock)
        {
            s_total = 1;
        }
    }

    // expect nothing
    [Chainable]
    public async Task HandlerD20Async()
    {
        await _gate.WaitAsync().Inline();
        try
        {
            log.LogInformation("x");
        }
        finally
        {
            _gate.Release();
        }

        await payments.RefundAsync("x");
    }

    // expect nothing
    [Chainable]
    public async Task<string> HandlerD21Async()
    {
        var x = _lazy.Value;
        await payments.RefundAsync(x);
        return _lazy.Value;
    }

    // expect: SPLIT105
    [Chainable]
    public async Task HandlerD22Async()
    {
        Init();
        await payments.RefundAsync("x");
        log.LogInformation("{A}", _calls);
    }

    private void Init() => _calls = 5;
    // expect nothing
    [Chainable]
    public async Task HandlerD23Async()
    {
        Flag = !Flag;
        await payments.RefundAsync("x");
        Flag = false;
        log.LogInformation("{A}", Flag);
    }

    // expect nothing
    [Chainable]
    public async Task HandlerD24Async(Order order)
    {
        foreach (var line in order.Lines)
        {
            if (_seen.Contains(line))
                continue;
            await payments.RefundAsync(line);
        }
    }

    // expect: SPLIT105
    [Chainable]
    public async Task HandlerD25Async(Order order)
    {
        foreach (var line in order.Lines)
        {
            if (_seen.Contains(line))
                continue;
            _seen.Add(line);
            await payments.RefundAsync(line);
        }
    }

    // expect: SPLIT105
    [Chainable]
    public async Task HandlerD26Async(Order order)
    {
        foreach (var line in order.Lines)
        {
            if (!_known.Add(line))
                continue;
            await payments.RefundAsync(line);
        }
    }
}
