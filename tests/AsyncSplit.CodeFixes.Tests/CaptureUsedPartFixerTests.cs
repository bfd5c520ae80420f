using AsyncSplit.CodeFixes.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.CodeFixes.Tests;

public sealed class CaptureUsedPartFixerTests
{
    [Fact]
    public void TheMemberIsReadBeforeTheAwait() => FixRun.Fixes<CaptureUsedPartFixer>(
        LocalNotSerializable,
        Source("""
                    var response = new System.Net.Http.HttpResponseMessage();
                    response.EnsureSuccessStatusCode();

                    // Pays back.
                    await payments.RefundAsync("x");
                    Console.WriteLine(response.StatusCode);
                    Console.WriteLine(response.StatusCode.ToString());
            """),
        Source("""
                    var response = new System.Net.Http.HttpResponseMessage();
                    response.EnsureSuccessStatusCode();

                    // Pays back.
                    var statusCode = response.StatusCode;
                    await payments.RefundAsync("x");
                    Console.WriteLine(statusCode);
                    Console.WriteLine(statusCode.ToString());
            """));

    [Fact]
    public void AMemberOfAMemberUnderANameThatIsFree() => FixRun.Fixes<CaptureUsedPartFixer>(
        LocalNotSerializable,
        Source("""
                    var response = new System.Net.Http.HttpResponseMessage();
                    var mediaType = "text/plain";
                    if (mediaType.Length > 1)
                    {
                        await payments.RefundAsync(mediaType);
                    }

                    Console.WriteLine(response.Content.Headers.ContentLength);
            """),
        Source("""
                    var response = new System.Net.Http.HttpResponseMessage();
                    var mediaType = "text/plain";
                    var contentLength = response.Content.Headers.ContentLength;
                    if (mediaType.Length > 1)
                    {
                        await payments.RefundAsync(mediaType);
                    }

                    Console.WriteLine(contentLength);
            """));

    [Theory]
    [InlineData("await payments.RefundAsync(\"x\"); Console.WriteLine(response.StatusCode); response.Dispose();")]
    [InlineData("await payments.RefundAsync(\"x\"); response.StatusCode = default;")]
    [InlineData("await payments.RefundAsync(\"x\"); Console.WriteLine(response.StatusCode); Console.WriteLine(response.ReasonPhrase);")]
    [InlineData("while (response.IsSuccessStatusCode) { await payments.RefundAsync(\"x\"); Console.WriteLine(response.StatusCode); }")]
    public void WhatIsUsedAsAWholeStays(string body) =>
        FixRun.OffersNothing<CaptureUsedPartFixer>(LocalNotSerializable, Source("        var response = new System.Net.Http.HttpResponseMessage(); " + body));

    private static string Source(string body) => $$"""
        partial class Orders(Shop.IPayments payments)
        {
            [Chainable]
            public async Task GoAsync()
            {
        {{body}}
            }
        }
        """;
}
