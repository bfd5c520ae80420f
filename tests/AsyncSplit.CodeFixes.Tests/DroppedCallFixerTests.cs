using AsyncSplit.CodeFixes.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.CodeFixes.Tests;

public sealed class DroppedCallFixerTests
{
    [Theory]
    [InlineData("payments.RefundAsync(\"x\");")]
    [InlineData("_ = payments.RefundAsync(\"x\");")]
    [InlineData("var task = payments.RefundAsync(\"x\");")]
    public void TheCallIsAwaited(string dropped) => FixRun.Fixes<DroppedCallFixer>(
        DroppedCall,
        Source("async Task", $"await Task.Delay(1); {dropped}"),
        Source("async Task", "await Task.Delay(1); await payments.RefundAsync(\"x\");"));

    [Fact]
    public void TheHandlerBecomesAsync() => FixRun.Fixes<DroppedCallFixer>(
        DroppedCall,
        Source("Task", """
            payments.RefundAsync("x"); if (DateTime.Now.Year < 2000) { return Task.CompletedTask; }
                    if (DateTime.Now.Year < 2001)
                        return payments.RefundAsync("y");

                    return payments.RefundAsync("z");
            """),
        Source("async Task", """
            await payments.RefundAsync("x"); if (DateTime.Now.Year < 2000) { return; }
                    if (DateTime.Now.Year < 2001)
                    {
                        await payments.RefundAsync("y");
                        return;
                    }

                    await payments.RefundAsync("z");
            """));

    [Fact]
    public void AHandlerWithAResultBecomesAsync() => FixRun.Fixes<DroppedCallFixer>(
        DroppedCall,
        Source("Task<string>", "payments.RefundAsync(\"x\"); if (DateTime.Now.Year < 2000) { return Task.FromResult(\"old\"); } return payments.ChargeAsync(\"y\", 1);"),
        Source("async Task<string>", "await payments.RefundAsync(\"x\"); if (DateTime.Now.Year < 2000) { return \"old\"; } return await payments.ChargeAsync(\"y\", 1);"));

    [Fact]
    public void AllCallsAtOnce() => FixRun.FixesAll<DroppedCallFixer>(
        DroppedCall,
        Source("Task", "payments.RefundAsync(\"x\"); _ = payments.RefundAsync(\"y\"); return Task.CompletedTask;"),
        Source("async Task", "await payments.RefundAsync(\"x\"); await payments.RefundAsync(\"y\");"));

    [Fact]
    public void InALambdaItCannotBeAwaited() => FixRun.OffersNothing<DroppedCallFixer>(
        DroppedCall,
        Source("async Task", "await Task.Delay(1); Action act = () => { payments.RefundAsync(\"x\"); }; act();"));

    [Theory]
    [InlineData("async Task", "await Task.Delay(1); lock (payments) { payments.RefundAsync(\"x\"); }")]
    [InlineData("async Task", "await Task.Delay(1); var task = payments is null ? Task.CompletedTask : payments.RefundAsync(\"x\");")]
    [InlineData("async Task", "await Task.Delay(1); var tasks = new[] { 1, 2 }.Select(n => payments.RefundAsync(\"x\")).ToList();")]
    [InlineData("async Task", "Task task; task = payments.RefundAsync(\"x\"); await Task.Delay(1);")]
    public void WhereMoreThanTheCallStandsItIsLeftToTheUser(string returns, string body) => FixRun.OffersNothing<DroppedCallFixer>(DroppedCall, Source(returns, body));

    [Fact]
    public void CommentsAndRegionsStayWhereTheyAre() => FixRun.Fixes<DroppedCallFixer>(
        DroppedCall,
        Source("async Task", """
            #region Back
                    // Pays back.
                    _ = payments.RefundAsync("x"); // soon
                    #endregion
                    await Task.Delay(1);
            """),
        Source("async Task", """
            #region Back
                    // Pays back.
                    await payments.RefundAsync("x"); // soon
                    #endregion
                    await Task.Delay(1);
            """));

    private static string Source(string returns, string body) => $$"""
        partial class Orders(Shop.IPayments payments)
        {
            [Chainable]
            public {{returns}} GoAsync()
            {
                {{body}}
            }
        }
        """;
}
