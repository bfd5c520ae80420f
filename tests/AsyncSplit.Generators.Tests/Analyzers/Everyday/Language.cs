namespace Everyday.Language;
public record struct Point(int X, int Y);
public readonly record struct Money(decimal Amount, string Currency);
public enum State
{
    New,
    Done
}

public record Tree(string Name, Tree? Left, Tree? Right)
{
    public int Depth => 1;

    [JsonIgnore]
    public object? Cache { get; set; }

    public string Note = "";
}

public class Node<T>
{
    public T Value { get; set; } = default !;
    public List<Node<T>> Children { get; set; } = [];
}

public class Poly
{
    [JsonDerivedType(typeof(Poly), "p")]
    public class Inner
    {
    }
}

[JsonDerivedType(typeof(Dog), "dog")]
public abstract class Animal
{
    public string Name { get; set; } = "";
}

public class Dog : Animal
{
    public int Legs { get; set; }
}

public class Calc
{
    private int _hidden;
    public int Next() => ++_hidden;
    public string Name { get; set; } = "";
}

public class Basket : List<string>
{
    public string Owner { get; set; } = "";
}

public class ReadOnlyThing(string name)
{
    public string Name { get; } = name;
    public int Len => Name.Length;
}

public partial class Every(IPayments payments, IPricing pricing, ILogger<Every> log, TimeProvider clock)
{
    // expect nothing
    [Chainable]
    public async Task<Point> HandlerE1Async(Point p, Money m, State s, Tree t)
    {
        await Task.Delay(1);
        p = p with
        {
            X = 2
        };
        var next = t with
        {
            Name = s.ToString()
        };
        await payments.RefundAsync(m.Currency);
        return p;
    }

    // expect nothing
    [Chainable]
    public async Task<int> HandlerE2Async(string text)
    {
        var span = text.AsSpan();
        var n = span.IndexOf('x');
        await payments.RefundAsync(text);
        return n;
    }

    // expect: SPLIT003
    [Chainable]
    public async Task<int> HandlerE3Async(string text)
    {
        var span = text.AsSpan();
        await payments.RefundAsync(text);
        return span.IndexOf('x');
    }

    // expect nothing
    [Chainable]
    public async Task<int> HandlerE4Async(string text)
    {
        foreach (var part in text.Split(','))
        {
            ReadOnlySpan<char> s = part;
            if (s.IsEmpty)
                continue;
            await payments.RefundAsync(part);
        }

        return 1;
    }

    // expect nothing
    [Chainable]
    public async Task<int> HandlerE5Async(List<int> list)
    {
        using var e = list.GetEnumerator().Wrap();
        var sum = 0;
        while (e.MoveNext())
            sum += e.Current;
        return sum;
    }

    // expect nothing
    [Chainable]
    public async Task<int> HandlerE6Async(List<int> list)
    {
        var sum = 0;
        using (IEnumerator<int> e = list.GetEnumerator())
        {
            while (e.MoveNext())
                sum += e.Current;
        }

        await payments.RefundAsync("x");
        return sum;
    }

    // expect: SPLIT101
    [Chainable]
    public async Task<int> HandlerE7Async(List<int> list)
    {
        IEnumerator<int> e = list.GetEnumerator();
        var sum = 0;
        while (e.MoveNext())
        {
            sum += e.Current;
            await payments.RefundAsync("x");
        }

        return sum;
    }

    // expect: SPLIT102
    [Chainable]
    public async Task<int> HandlerE8Async(object o)
    {
        var text = o switch
        {
            string s => s,
            int n when n > 2 => "n",
            null => "",
            _ => "?"
        };
        await payments.RefundAsync(text);
        return text.Length;
    }

    // expect: SPLIT102
    [Chainable]
    public async Task HandlerE9Async(Func<int> f)
    {
        await payments.RefundAsync("x");
    }

    // expect nothing
    [Chainable]
    public async Task<int> HandlerE10Async(Order order)
    {
        int Twice(int n) => n * 2;
        var d = Twice(order.Quantity);
        await payments.RefundAsync(order.Id);
        return Twice(d);
    }

    // expect nothing
    [Chainable]
    public async Task<int> HandlerE11Async(Order order)
    {
        Func<int, int> twice = n => n * 2;
        var d = twice(order.Quantity);
        await payments.RefundAsync(order.Id);
        return d;
    }

    // expect: SPLIT101
    [Chainable]
    public async Task<int> HandlerE12Async(Order order)
    {
        Func<int, int> twice = n => n * 2;
        await payments.RefundAsync(order.Id);
        return twice(order.Quantity);
    }

    // expect nothing
    [Chainable]
    public async Task<string> HandlerE13Async(Order order)
    {
        var lines = order.Lines.Where(l => l != "").Select(l => (l, l.Length)).ToArray();
        await payments.RefundAsync(order.Id);
        return string.Join(",", lines.Select(x => x.l));
    }

    // expect: SPLIT101
    [Chainable]
    public async Task<string> HandlerE14Async(Order order)
    {
        var lines = order.Lines.Select(l => new { l, l.Length }).ToList();
        await payments.RefundAsync(order.Id);
        return lines[0].l;
    }

    // expect nothing
    [Chainable]
    public async Task<string> HandlerE15Async(Order order)
    {
        var first = order.Lines.Select(l => new { l, l.Length }).First().l;
        await payments.RefundAsync(order.Id);
        return first;
    }

    // expect nothing
    [Chainable]
    public async Task<int> HandlerE16Async(Dictionary<string, List<int>> map, HashSet<Guid> ids, DateOnly day, TimeSpan? wait, Uri uri, Version v, byte[] data, int[, ] grid, (int A, string B) pair, Tree tree, Node<Node<int>> node)
    {
        await Task.Delay(wait ?? TimeSpan.Zero);
        return map.Count + ids.Count + data.Length + grid.Length + pair.A;
    }

    // expect nothing
    [Chainable]
    public async Task<string> HandlerE17Async(Animal animal)
    {
        await payments.RefundAsync(animal.Name);
        return animal.Name;
    }

    // expect: SPLIT102
    [Chainable]
    public async Task<string> HandlerE18Async(Shape shape)
    {
        await payments.RefundAsync("x");
        return "x";
    }

    // expect: SPLIT104
    [Chainable]
    public async Task<string> HandlerE19Async()
    {
        var calc = new Calc();
        calc.Next();
        await payments.RefundAsync("x");
        return calc.Next().ToString();
    }

    // expect: SPLIT104
    [Chainable]
    public async Task<string> HandlerE20Async(Basket basket)
    {
        await payments.RefundAsync(basket.Owner);
        return basket.Owner;
    }

    // expect nothing
    [Chainable]
    public async Task<string> HandlerE21Async(ReadOnlyThing thing)
    {
        await payments.RefundAsync(thing.Name);
        return thing.Name;
    }

    // expect nothing
    [Chainable]
    public async Task HandlerE22Async(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await Task.Delay(TimeSpan.FromHours(1), cancellationToken);
        log.LogInformation("{T}", clock.GetUtcNow() - now);
    }

    // expect nothing
    [Chainable]
    public async Task<int> HandlerE23Async(int n)
    {
        if (n <= 0)
            return 0;
        return 1 + await HandlerE23Async(n - 1);
    }

    // expect nothing
    [Chainable]
    public async Task<List<int>> HandlerE24Async(int[] ids)
    {
        var result = new List<int>(ids.Length);
        foreach (var id in ids)
        {
            if (id > 2)
                result.Add(id);
        }

        var quote = await pricing.QuoteAsync("x", result.Count);
        result.Add((int)quote.Price);
        return result;
    }

    // expect nothing
    [Chainable]
    public async Task<int> HandlerE25Async(string s)
    {
        if (!int.TryParse(s, out var n))
        {
            await payments.RefundAsync(s);
            n = 1;
        }

        return n;
    }

    // expect nothing
    [Chainable]
    public async Task HandlerE26Async(string s)
    {
        var lockTaken = new object ();
        lock (lockTaken)
        {
            log.LogInformation(s);
        }

        await payments.RefundAsync(s);
    }

    // expect nothing
    [Chainable]
    public async Task<string> HandlerE27Async(string s)
    {
        Exception? last = null;
        for (var i = 0; i < 3; i++)
        {
            try
            {
                return await payments.ChargeAsync(s, i);
            }
            catch (InvalidOperationException e)
            {
                last = e;
            }
        }

        throw new AggregateException(last!);
    }

    // expect nothing
    [Chainable]
    public async Task<int> HandlerE28Async(int[] a)
    {
        var sum = 0;
        var q =
            from x in a
            where x > 1
            orderby x descending
            select x * 2;
        foreach (var x in q)
            sum += x;
        await payments.RefundAsync("x");
        return sum;
    }

    // expect: SPLIT202
    [Chainable]
    public async Task<int> HandlerE29Async(int[] a)
    {
        var sum = 0;
        var q =
            from x in a
            where x > 1
            select x * 2;
        foreach (var x in q)
        {
            sum += x;
            await payments.RefundAsync("x");
        }

        return sum;
    }

    // expect nothing
    [Chainable]
    public async Task<int> HandlerE30Async()
    {
        int Sum()
        {
            IEnumerable<int> It()
            {
                yield return 1;
            }

            return It().Sum();
        }

        var x = Sum();
        await payments.RefundAsync("x");
        return x + Sum();
    }

    // expect nothing
    [Chainable]
    public async Task<string> HandlerE31Async(string? name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var key = $"{name}:{Guid.NewGuid():N}";
        var(quote, id) = (await pricing.QuoteAsync(name, 1), await payments.ChargeAsync(key, 2));
        return quote.Sku + id;
    }

    // expect nothing
    [Chainable]
    public async Task<bool> HandlerE32Async(Order? order) => order is { Quantity: > 0, Lines: [var first, ..] } && (await pricing.QuoteAsync(first, order.Quantity))is { Price: < 10 };
    // expect nothing
    [Chainable]
    public async Task HandlerE33Async(string path)
    {
        await using var w = new StreamWriter(path);
        await w.WriteLineAsync("x").Inline();
    }

    // expect nothing
    [Chainable]
    public async Task<string> HandlerE34Async(string a)
    {
        var buffer = new char[10];
        Span<char> s = stackalloc char[4];
        a.AsSpan(0, 4).CopyTo(s);
        var t = s.ToString();
        await payments.RefundAsync(t);
        return t + buffer.Length;
    }

    // expect nothing
    [Chainable]
    public async Task<string> HandlerE35Async(string a)
    {
        StringBuilder b = new();
        b.Append(a);
        await payments.RefundAsync(a);
        b.Append('x');
        return b.ToString();
    }

    // expect nothing
    [Chainable]
    public async Task<decimal> HandlerE36Async(Order o)
    {
        decimal total = 0;
        do
        {
            var q = await pricing.QuoteAsync(o.Sku, 1);
            total += q.Price;
            if (q.Price is 0)
                break;
        }
        while (total < 100);
        return total;
    }

    // expect: SPLIT101
    [Chainable]
    public async Task HandlerE37Async(Order o)
    {
        var timer = new Timer(_ =>
        {
        });
        await payments.RefundAsync("x");
        timer.Dispose();
    }

    // expect nothing
    [Chainable]
    public async Task HandlerE38Async(Order o)
    {
        var e = new ArgumentException("x", nameof(o));
        await payments.RefundAsync("x");
        throw e;
    }
}

static class Wrapper
{
    public static IEnumerator<T> Wrap<T>(this List<T>.Enumerator e) => null !;
}
