using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Inline keeps an await in its step: what it gives, and what stands beside it, may be a thing that cannot travel.
[Case]
public partial class InlineAwaits(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [["abc"], [""]];

    [Chainable]
    public async Task<string> Run(string text)
    {
        var length = await probe.Add(text.Length, 1);
        int sum;
        using (var stream = await Open(text, length).Inline())
        {
            sum = stream.ReadByte() + stream.ReadByte();
            journal.Log($"read {sum}");
        }

        Func<int, int> twice = x => x * 2;
        var doubled = twice(await Local.Twice(length).Inline());
        try
        {
            await Local.Boom($"boom {doubled}").Inline();
        }
        catch (InvalidOperationException e)
        {
            journal.Log(e.Message);
        }

        return $"{await probe.Echo(text)} {sum} {doubled}";
    }

    private static async Task<MemoryStream> Open(string text, int length)
    {
        await Task.Yield();
        return new MemoryStream([(byte)length, .. text.Select(letter => (byte)letter)]);
    }
}
