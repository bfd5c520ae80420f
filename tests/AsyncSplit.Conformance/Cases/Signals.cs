using AsyncSplit;
using Conformance;
using static AsyncSplit.Chain;

namespace Conformance.Cases;

public sealed record SignalsMove(int X, int Y);

// Chain.Signal: sent before and after it is waited for, several of one name, in races and joins, in LINQ and in lifted functions.
[Case]
public partial class Signals(IProbe probe, Outside outside, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3], [4], [5]];

    [Chainable]
    public async Task<string> Run(int n) => n switch
    {
        0 => await BeforeAndAfter(),
        1 => await Several(),
        2 => await Races(),
        3 => await Lifted(),
        4 => await Loop(),
        _ => await Argument(),
    };

    [Chainable]
    private async Task<string> BeforeAndAfter()
    {
        await outside.Signal("early", new SignalsMove(1, 2));
        var text = await probe.Echo("sent");
        var move = await Chain.Signal<SignalsMove>("early");
        var late = Chain.Signal<int>("late");
        text += await probe.Echo(" listening");
        await outside.Signal("late", 7);
        return $"{text} {move} {await late}";
    }

    [Chainable]
    private async Task<string> Several()
    {
        var two = new[] { "a", "b" }.Select(name => Chain.Signal<string>(name)).ToList();
        var again = Signal<string>("a");
        foreach (var name in new[] { "b", "a", "a" })
        {
            await outside.Signal(name, await probe.Echo($"for {name}"));
        }

        var all = await Task.WhenAll(two);
        return $"{string.Join(' ', all)} {await again}";
    }

    [Chainable]
    private async Task<string> Races()
    {
        var signal = Chain.Signal<bool>("never");
        var first = await Task.WhenAny(signal, Task.Delay(20));
        var text = first == signal ? "signal" : "late";
        try
        {
            await signal.WaitAsync(TimeSpan.FromMilliseconds(20));
        }
        catch (TimeoutException)
        {
            text += " reminded";
        }

        await outside.Signal("never", true);
        return $"{text} {await signal.WaitAsync(TimeSpan.FromHours(1))}";
    }

    [Chainable]
    private async Task<string> Lifted()
    {
        var prefix = "got";
        async Task<string> Hear(string name)
        {
            var value = await Chain.Signal<int>(name);
            return $"{prefix} {value + await probe.Add(value, 1)}";
        }

        await outside.Signal("x", 1);
        await outside.Signal("y", 2);
        return $"{await Hear("x")} {await Hear("y")}";
    }

    [Chainable]
    private async Task<string> Loop()
    {
        var sum = 0;
        for (var index = 0; index < 4; index++)
        {
            await outside.Signal("number", index);
        }

        while (await Chain.Signal<int>("number") is var number)
        {
            journal.Log($"number {number}");
            sum += number;
            if (number == 3)
            {
                break;
            }
        }

        return $"{sum}";
    }

    [Chainable]
    private async Task<string> Argument()
    {
        await outside.Signal("named", "value");
        return $"{await probe.Echo("x")}{await Chain.Signal<string>(await probe.Echo("named"))}{await probe.Echo("y")}";
    }
}
