using AsyncSplit.Generators.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.Generators.Tests.Analyzers;

public sealed class AlmostTailCallTests
{
    [Theory]
    [InlineData("Task<string>", "{ var payment = [|await payments.ChargeAsync(\"x\", 1)|]; return payment; }", "assigned to 'payment'", "Return it at once")]
    [InlineData("Task<string>", "{ try { return [|await payments.ChargeAsync(\"x\", 1)|]; } catch (InvalidOperationException) { return \"\"; } }", "catch clauses")]
    [InlineData("Task<string>", "{ try { return [|await payments.ChargeAsync(\"x\", 1)|]; } finally { Console.WriteLine(); } }", "finally block")]
    [InlineData("Task", "{ try { [|await payments.RefundAsync(\"x\")|]; } finally { Console.WriteLine(); } }", "finally block", "'RefundAsync'")]
    [InlineData("Task", "{ if (payments is not null) { try { [|await payments.RefundAsync(\"x\")|]; } catch (InvalidOperationException) { } } }", "catch clauses")]
    [InlineData("Task<object>", "=> [|await payments.ChargeAsync(\"x\", 1)|];", "converted from string to object")]
    public void ACallWhoseResultIsTheHandlersIsReportedWithWhatIsInTheWay(string returns, string body, params string[] messageParts)
    {
        var source = Source(returns, body);
        if (returns == "Task<object>")
        {
            // The result is refused as well.
            Assert.Contains(AnalyzerRun.Analyze(AnalyzerRun.Compile(AnalyzerRun.Unmark(source).Source)), diagnostic => diagnostic.Id == AlmostTailCall && diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Contains(messageParts[0], StringComparison.Ordinal));
            return;
        }

        AnalyzerRun.Warns(AlmostTailCall, source, messageParts);
    }

    [Theory]
    [InlineData("Task<string>", "=> await payments.ChargeAsync(\"x\", 1);")]
    [InlineData("Task<string>", "{ return await payments.ChargeAsync(\"x\", 1); }")]
    [InlineData("Task<string>", "{ var payment = await payments.ChargeAsync(\"x\", 1); Console.WriteLine(payment); return payment; }")]
    [InlineData("Task<string>", "{ var payment = await payments.ChargeAsync(\"x\", 1); return payment + \"!\"; }")]
    [InlineData("Task<int>", "=> (await payments.ChargeAsync(\"x\", 1)).Length;")]
    [InlineData("Task", "=> await payments.RefundAsync(\"x\");")]
    [InlineData("Task<string>", "{ try { Console.WriteLine(); } finally { Console.WriteLine(); } return await payments.ChargeAsync(\"x\", 1); }")]
    [InlineData("Task", "{ try { await payments.RefundAsync(\"x\"); } finally { Console.WriteLine(); } Console.WriteLine(); }")]
    [InlineData("Task", "{ try { Console.WriteLine(); } finally { await payments.RefundAsync(\"x\"); } }")]
    [InlineData("Task", "{ for (var i = 0; i < 3; i++) { try { await payments.RefundAsync(\"x\"); } catch (InvalidOperationException) { } } }")]
    [InlineData("Task<string>", "{ for (var i = 0; ; i++) { try { return await payments.ChargeAsync(\"x\", i); } catch (InvalidOperationException) when (i < 3) { } } }")]
    public void TailCallsAndResultsThatAreUsedAreNot(string returns, string body) => AnalyzerRun.Accepts(Source(returns, body), AlmostTailCall);

    private static string Source(string returns, string body) => $$"""
        partial class Orders(Shop.IPayments payments)
        {
            [Chainable] public async {{returns}} GoAsync() {{body}}
        }
        """;
}
