using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Objects that lifted functions only read, and results that are theirs alone.
[Case]
public partial class LiftedObjects(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var order = new LiftedObjectsOrder { Name = "o", Lines = [new(1, "a"), new(n, "b")] };
        var prices = new Dictionary<string, int> { ["a"] = 3, ["b"] = 4 };
        var quote = new LiftedObjectsQuote("q", 1.5m);
        var total = await Total();
        order.Lines.Add(new(2, "a"));
        prices["a"]++;
        total += await Total();
        quote = quote with { Price = total };
        var lines = await Lines(order, "a");
        lines.Add("more");
        var own = await Fill([1, 2]);
        own.Add(9);
        return $"{total} {await Describe()} {string.Join(",", lines)} {string.Join(",", own)} {order.Lines.Count}";

        async Task<int> Total()
        {
            var sum = 0;
            foreach (var line in order.Lines)
            {
                sum += await probe.Add(line.Count * prices[line.Sku], order.Name.Length);
            }

            return sum + order.Lines.Count(line => line.Count > 1) + Largest(order);
        }

        async Task<string> Describe() => await probe.Echo($"{quote.Name} {quote.Price} {order.Summary()}");

        async Task<List<string>> Lines(LiftedObjectsOrder from, string sku)
        {
            var found = new List<string>();
            foreach (var line in from.Lines)
            {
                if (line.Sku == sku)
                {
                    found.Add(await probe.Echo($"{line.Sku}{line.Count}"));
                }
            }

            return found;
        }

        async Task<List<int>> Fill(List<int> list)
        {
            list.Add(await probe.Add(n, 1));
            return list;
        }
    }

    private static int Largest(LiftedObjectsOrder order) => order.Lines.Max(line => line.Count);
}

public sealed class LiftedObjectsOrder
{
    public string Name { get; set; } = "";

    public List<LiftedObjectsLine> Lines { get; set; } = [];

    public string Summary() => $"{Name}:{Lines.Sum(line => line.Count)}";
}

public sealed record LiftedObjectsLine(int Count, string Sku);

public record LiftedObjectsQuote(string Name, decimal Price);
