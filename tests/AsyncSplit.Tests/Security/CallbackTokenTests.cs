using AsyncSplit.Security;

namespace AsyncSplit.Tests.Security;

public sealed class CallbackTokenTests
{
    private static readonly ChainKey s_old = ChainKey.Create("2026-01");
    private static readonly ChainKey s_new = ChainKey.Create("2026-02");
    private static readonly CallbackTicket s_ticket = new("chain\nwith.anything/in it", "0123456789abcdef", "Shop.Decision", DateTimeOffset.FromUnixTimeMilliseconds(1893456000000));

    [Fact]
    public void WhatWasSignedIsRead()
    {
        var tokens = Tokens(s_new);
        Assert.Equal(s_ticket, tokens.Read(tokens.Create(s_ticket)));
        var endless = s_ticket with { ExpiresAt = DateTimeOffset.MaxValue };
        Assert.Equal(endless, tokens.Read(tokens.Create(endless)));
    }

    [Fact]
    public void ATokenIsSafeInAUrl()
    {
        var text = Tokens(s_new).Create(s_ticket).Value;
        Assert.Equal(Uri.EscapeDataString(text), text);
    }

    [Fact]
    public void AnOldKeyIsGoodUntilItIsTakenOut()
    {
        var token = Tokens(s_old).Create(s_ticket);

        Assert.Equal(s_ticket, Tokens(s_new, s_old).Read(token));
        Assert.Throws<InvalidCallbackTokenException>(() => Tokens(s_new).Read(token));
    }

    [Fact]
    public void NoChangedTokenIsRead()
    {
        var tokens = Tokens(s_new);
        var text = tokens.Create(s_ticket).Value;
        for (var index = 0; index < text.Length; index++)
        {
            var other = text[index] == 'A' ? 'B' : 'A';
            var changed = $"{text[..index]}{other}{text[(index + 1)..]}";
            if (index == text.Length - 1)
            {
                // The last letter has bits that mean nothing.
                continue;
            }

            Assert.Throws<InvalidCallbackTokenException>(() => tokens.Read(new CallbackToken(changed)));
            Assert.Throws<InvalidCallbackTokenException>(() => tokens.Read(new CallbackToken(text[..index])));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("...")]
    [InlineData("c1.2026-02..")]
    [InlineData("c1.2026-02.%%%.%%%")]
    [InlineData("c2.2026-02.AAAA.AAAA")]
    [InlineData("plain.0123456789")]
    public void AnythingElseIsNone(string text) => Assert.Throws<InvalidCallbackTokenException>(() => Tokens(s_new).Read(new CallbackToken(text)));

    [Fact]
    public void AnotherSecretOfTheSameNameSignsOtherwise() =>
        Assert.Throws<InvalidCallbackTokenException>(() => Tokens(ChainKey.Create("2026-01")).Read(Tokens(s_old).Create(s_ticket)));

    [Fact]
    public void WithoutAKeyThereIsNoToken()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => new CallbackTokens(null).Create(s_ticket));
        Assert.Contains("UseSigningKeys", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KeysAreChecked()
    {
        Assert.Throws<ArgumentException>(() => new ChainKey("short", new byte[31]));
        Assert.Throws<ArgumentException>(() => new ChainKey("a.b", new byte[32]));
        Assert.Throws<ArgumentException>(() => new ChainKeyRing([]));
        Assert.Throws<ArgumentException>(() => new ChainKeyRing([s_old, s_old]));
    }

    private static CallbackTokens Tokens(params ChainKey[] keys) => new(new ChainKeyRing(keys));
}
