using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Conditions that never hold, or always do, though they are no constants: the compiler's flow analysis sees through some of them.
[Case]
public partial class ConditionsThatNeverFail(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        try
        {
            log += await Choose(n);
            switch (n)
            {
                case 0:
                    log += await probe.Echo("zero");
                    break;
                default:
                    if (Say("always", n > 1) ? true : true)
                    {
                        break;
                    }

                    break;
            }

            if (false ? true : throw new InvalidOperationException($"never {n}"))
            {
                log += "then";
            }
            else
            {
                log += "else";
            }

            var kept = await probe.Echo("kept");
            log += await probe.Echo(log);
            return log + kept + "end";
        }
        catch (InvalidOperationException e)
        {
            log += await probe.Echo(e.Message);
        }

        return log;
    }

    [Chainable]
    public async Task<string> Choose(int n)
    {
        var text = await probe.Echo($"c{n}");
        if (Say("either", n > 2) ? true : true)
        {
            return text;
        }

        text += await probe.Echo("not here");
        return text;
    }

    private bool Say(string text, bool value)
    {
        journal.Log($"{text} {value}");
        return value;
    }
}
