using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Collections with an order of their own go on in it: heaps with equal priorities, stacks, bags, ordered and frozen dictionaries, bits.
[Case]
public partial class QueuesAndHeaps(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [["b a c a b d"], [""]];

    [Chainable]
    public async Task<string> Run(string text)
    {
        var heap = new PriorityQueue<string, int>();
        var stack = new ConcurrentStack<string>();
        var bag = new ConcurrentBag<string>();
        var ordered = new OrderedDictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var linked = new LinkedList<string>();
        var bits = new BitArray(5);
        foreach (var word in await probe.Words(text))
        {
            heap.Enqueue($"{word}{heap.Count}", word[0]);
            stack.Push(word);
            bag.Add(word);
            ordered[word] = ordered.GetValueOrDefault(word) + await probe.Add(1, 0);
            linked.AddFirst(word);
            bits[word[0] % 5] = true;
        }

        var frozen = ordered.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        await probe.Note("filled");
        var order = new List<string>();
        while (heap.TryDequeue(out var item, out var priority))
        {
            order.Add(item);
            await probe.Note($"{item} {priority}");
        }

        return $"{string.Join(',', order)} {string.Join(',', stack)} {string.Join(',', bag)} {string.Join(',', ordered)} {string.Join(',', linked)} {frozen.ContainsKey("A")} {frozen.Count} {string.Join(',', bits.Cast<bool>())}";
    }
}
