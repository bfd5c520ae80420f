using AsyncSplit.CodeFixes.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.CodeFixes.Tests;

public sealed class MoveDeclarationFixerTests
{
    [Fact]
    public void TheDeclarationMovesToItsFirstUseBehindTheAwait() => FixRun.Fixes<MoveDeclarationFixer>(
        LocalNotSerializable,
        Source("""
                    // Reads it.
                    var file = System.IO.File.OpenRead(path);

                    await payments.RefundAsync(path);
                    Console.WriteLine(path);

                    file.ReadByte();
            """),
        Source("""
                    await payments.RefundAsync(path);
                    Console.WriteLine(path);

                    // Reads it.
                    var file = System.IO.File.OpenRead(path);
                    file.ReadByte();
            """));

    [Fact]
    public void OverAStatementAroundTheAwaitToo() => FixRun.Fixes<MoveDeclarationFixer>(
        LocalNotSerializable,
        Source("""
                    Console.WriteLine();
                    Action act = () => Console.WriteLine(path);
                    if (path.Length > 1)
                    {
                        await payments.RefundAsync(path);
                    }

                    await Task.Delay(1);
                    act();
            """),
        Source("""
                    Console.WriteLine();
                    if (path.Length > 1)
                    {
                        await payments.RefundAsync(path);
                    }

                    await Task.Delay(1);
                    Action act = () => Console.WriteLine(path);
                    act();
            """));

    [Theory]
    [InlineData("var file = System.IO.File.OpenRead(path); file.ReadByte(); await payments.RefundAsync(path); file.ReadByte();")]
    [InlineData("var file = System.IO.File.OpenRead(path); path = \"y\"; await payments.RefundAsync(path); file.ReadByte();")]
    [InlineData("var file = System.IO.File.OpenRead(path); while (path.Length > 1) { await payments.RefundAsync(path); file.ReadByte(); }")]
    [InlineData("var lines = new System.IO.StringReader(path); var file = new System.IO.StringReader(lines.ReadToEnd()); lines.Dispose(); await payments.RefundAsync(path); file.Read();")]
    [InlineData("\n#region File\n        var file = System.IO.File.OpenRead(path);\n#endregion\n        await payments.RefundAsync(path); file.ReadByte();")]
    [InlineData("await payments.RefundAsync((new System.IO.StringReader(path), await payments.ChargeAsync(path, 1)).ToString());")]
    public void WhatIsNeededBetweenOrWouldBeAnotherValueStays(string body) => FixRun.OffersNothing<MoveDeclarationFixer>(LocalNotSerializable, Source("        " + body));

    private static string Source(string body) => $$"""
        partial class Orders(Shop.IPayments payments)
        {
            [Chainable]
            public async Task GoAsync(string path)
            {
        {{body}}
            }
        }
        """;
}
