/** WeChat's official accounts. */
@NullMarked
package dev.herald.sandbox.wechat;

import org.jspecify.annotations.NullMarked;
