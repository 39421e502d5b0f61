package dev.herald.sandbox.sms;

import dev.herald.sandbox.standin.Codes;

/** What Alibaba Cloud SMS calls its errors. The gateway's have an HTTP status of their own. */
final class AliyunCodes {
  static final Codes CODES =
      Codes.of(
          """
          404 InvalidAccessKeyId.NotFound    CREDENTIALS,MISSING  no such access key
          400 SignatureDoesNotMatch          WRONG      the signature does not match
          400 InvalidTimeStamp.Expired       STALE      the time is off by over 15 minutes
          403 InvalidAccessKeyId.Inactive    -          the access key is disabled
          200 isp.RAM_PERMISSION_DENY        -          no permission
          200 isv.DENY_IP_RANGE              -          the address is not allowed
          200 isv.PRODUCT_UN_SUBSCRIPT       -          the product is not opened
          200 isv.PRODUCT_UNSUBSCRIBE        -          the product is not subscribed
          200 isv.ACCOUNT_NOT_EXISTS         -          no such account
          200 isv.ACCOUNT_ABNORMAL           -          the account is abnormal
          200 isv.MOBILE_NUMBER_ILLEGAL      RECIPIENT  illegal number
          200 isv.DOMESTIC_NUMBER_NOT_SUPPORTED -       domestic numbers are not supported
          200 isv.SMS_TEMPLATE_ILLEGAL       TEMPLATE   no such template
          200 isv.SMS_SIGNATURE_ILLEGAL      -          no such signature
          200 isv.SIGNATURE_SCENE_ILLEGAL    -          the signature is not for this use
          200 isv.SIGN_STATE_ILLEGAL         -          the signature is not approved
          200 isv.TEMPLATE_MISSING_PARAMETERS -         a parameter of the template is missing
          200 isv.INVALID_JSON_PARAM         -          a parameter is not the JSON that is wanted
          200 isv.INVALID_PARAMETERS         -          invalid parameters
          200 isv.SMS_CONTENT_ILLEGAL        CONTENT    illegal content
          200 isv.BLACK_KEY_CONTROL_LIMIT    blocked    on the blacklist
          200 isv.MOBILE_COUNT_OVER_LIMIT    -          too many numbers
          200 isv.PARAM_LENGTH_LIMIT         -          a parameter is too long
          200 isv.AMOUNT_NOT_ENOUGH          QUOTA      the balance is not enough
          200 isv.OUT_OF_SERVICE             -          the account is out of service
          200 isv.MONTH_LIMIT_CONTROL        -          the limit of the month is reached
          200 isv.BUSINESS_LIMIT_CONTROL     limited    触发分钟级流控Permits:1
          200 isv.BUSINESS_LIMIT_CONTROL     hour       触发小时级流控Permits:5
          200 isv.BUSINESS_LIMIT_CONTROL     capped     触发天级流控Permits:10
          200 isv.DAY_LIMIT_CONTROL          -          the limit of the day is reached
          400 Throttling                     THROTTLED  too many requests
          400 Throttling.User                -          too many requests of this user
          200 isp.SYSTEM_ERROR               BUSY       system error
          503 ServiceUnavailable             -          try again
          400 InvalidAction.NotFound         PATH,METHOD no such action
          """);

  private AliyunCodes() {}
}
