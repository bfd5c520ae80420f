using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Exceptions that lifted functions throw, catch and pass on; try, catch and finally around their calls and inside them.
[Case]
public partial class LiftedExceptions(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [["none"], ["invalid"], ["argument"], ["custom"], ["derived"]];

    [Chainable]
    public async Task<string> Run(string kind)
    {
        var log = "";
        try
        {
            log += await Guarded("a");
        }
        catch (InvalidOperationException e)
        {
            log += $"caught {e.Message}";
            await Compensate(e.Message);
        }
        finally
        {
            journal.Log("finally of Run");
            await Compensate("finally");
        }

        try
        {
            await Throws(log);
        }
        catch (ProbeException e) when (e.Code > 0)
        {
            log += $" {e.Code} {await Describe()}";

            async Task<string> Describe() => await probe.Echo($"{e.Message} of {kind}");
        }

        return log;

        async Task<string> Guarded(string mark)
        {
            try
            {
                await probe.Fail(kind, $"{mark} failed");
                return await probe.Echo("fine");
            }
            catch (ArgumentException)
            {
                await probe.Note("argument");
                return "argument";
            }
            catch (ProbeException e) when (kind == "custom")
            {
                await probe.Note(e.Message);
                throw;
            }
            finally
            {
                await probe.Note($"finally of {mark}");
            }
        }

        async Task Compensate(string why)
        {
            await probe.Note($"compensate {why} {kind}");
        }

        async Task Throws(string text)
        {
            await probe.Note(text);
            throw new ProbeException($"thrown {kind}", text.Length + 1);
        }
    }
}
